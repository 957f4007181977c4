using CanaryOperator.Configuration;

namespace CanaryOperator.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void An_empty_ConfigMap_means_the_shipped_values()
    {
        var reading = ConfigurationReader.Read(new Dictionary<string, string>());

        reading.Errors.Should().BeEmpty();
        reading.Config.Should().BeEquivalentTo(InferenceServiceConfig.Default);
    }

    [Fact]
    public void Every_field_is_read_under_the_name_that_KServe_gives_it()
    {
        var reading = Read(
            ("ingress", """
                {
                  "ingressGateway": "istio-system/gateway", "localGateway": "istio-system/local",
                  "localGatewayService": "local.istio-system.svc.cluster.local",
                  "knativeLocalGatewayService": "kn.istio-system.svc.cluster.local",
                  "ingressDomain": "models.example.org", "additionalIngressDomains": ["a.example", "b.example"], "urlScheme": "https",
                  "pathTemplate": "/serving/{{ .Namespace }}/{{.Name}}", "disableIstioVirtualHost": true
                }
                """),
            ("storageInitializer", """
                {
                  "image": "example.com/init:1", "cpuRequest": "0.5", "cpuLimit": "2", "memoryRequest": "1.5Gi", "memoryLimit": "3e9",
                  "caBundleConfigMapName": "authorities", "caBundleVolumeMountPath": "/certs"
                }
                """),
            ("credentials", """
                {
                  "storageSpecSecretName": "stores", "gcs": {"gcsCredentialFileName": "google.json"},
                  "s3": {"s3AccessKeyIDName": "id", "s3SecretAccessKeyName": "key"}
                }
                """),
            ("inferenceService", """
                {
                  "resource": {"cpuRequest": "100m", "cpuLimit": "3", "memoryRequest": "4Gi", "memoryLimit": "5Gi"},
                  "serviceAnnotationDisallowedList": ["secret/annotation"], "serviceLabelDisallowedList": ["secret/label"]
                }
                """),
            ("security", """{"autoMountServiceAccountToken": false}"""),
            ("deploy", """{"defaultDeploymentMode": "Knative"}"""));

        reading.Errors.Should().BeEmpty();
        reading.Config.Should().BeEquivalentTo(new InferenceServiceConfig
        {
            Ingress = new()
            {
                IngressGateway = "istio-system/gateway",
                LocalGateway = "istio-system/local",
                LocalGatewayService = "local.istio-system.svc.cluster.local",
                KnativeLocalGatewayService = "kn.istio-system.svc.cluster.local",
                IngressDomain = "models.example.org",
                AdditionalIngressDomains = ["a.example", "b.example"],
                UrlScheme = "https",
                PathTemplate = "/serving/{{ .Namespace }}/{{.Name}}",
                DisableIstioVirtualHost = true,
            },
            StorageInitializer = new()
            {
                Image = "example.com/init:1",
                CpuRequest = "0.5",
                CpuLimit = "2",
                MemoryRequest = "1.5Gi",
                MemoryLimit = "3e9",
                CaBundleConfigMapName = "authorities",
                CaBundleVolumeMountPath = "/certs",
            },
            Credentials = new()
            {
                StorageSpecSecretName = "stores",
                GcsCredentialFileName = "google.json",
                S3AccessKeyIdName = "id",
                S3SecretAccessKeyName = "key",
            },
            ServiceDefaults = new()
            {
                CpuRequest = "100m",
                CpuLimit = "3",
                MemoryRequest = "4Gi",
                MemoryLimit = "5Gi",
                ServiceAnnotationDisallowedList = ["secret/annotation"],
                ServiceLabelDisallowedList = ["secret/label"],
            },
            Security = new() { AutoMountServiceAccountToken = false },
        });
    }

    [Theory]
    [InlineData("ingress", """{"ingressDomain": "example.org"}""")]
    [InlineData("ingress", """{"ingressDomain": null, "urlScheme": "", "pathTemplate": "", "additionalIngressDomains": null}""")]
    [InlineData("ingress", """{"ingressClassName": "istio", "domainTemplate": "{{ .Name }}.x", "enableGatewayApi": false}""")]
    [InlineData("ingress", """{"disableIstioVirtualHost": "false"}""")]
    [InlineData("ingress", """{"disableIstioVirtualHost": ""}""")]
    [InlineData("ingress", """{"pathTemplate": "/{{.Labels.team}}/{{ .Name }}"}""")]
    [InlineData("ingress", "")]
    [InlineData("ingress", "{}")]
    [InlineData("storageInitializer", """{"enableModelcar": true, "uidModelcar": 1010, "memoryLimit": "1Gi"}""")]
    [InlineData("credentials", """{"gcs": null, "s3": {"s3Endpoint": "", "s3UseHttps": ""} }""")]
    [InlineData("inferenceService", """{"resource": {"cpuLimit": "1"} }""")]
    [InlineData("security", """{"autoMountServiceAccountToken": "true"}""")]
    [InlineData("deploy", """{"defaultDeploymentMode": "Serverless"}""")]
    [InlineData("_example", "neither this nor anything like it is read")]
    [InlineData("agent", """{"image": 1}""")]
    public void What_KServe_accepts_is_accepted(string key, string json) => Read((key, json)).Errors.Should().BeEmpty();

    [Theory]
    [InlineData("ingress", "[]", "ingress ([]) must be a JSON object.")]
    [InlineData("ingress", """{"urlScheme": "http",}""",
        "ingress must be a JSON object: The JSON object contains a trailing comma*LineNumber: 0*")]
    [InlineData("ingress", """{"ingressGateway": "gateway"}""",
        "ingress.ingressGateway (gateway) must be an Istio Gateway as namespace/name.")]
    [InlineData("ingress", """{"ingressGateway": "a/b/c"}""", "ingress.ingressGateway (a/b/c) must be an Istio Gateway as namespace/name.")]
    [InlineData("ingress", """{"localGateway": "a/"}""", "ingress.localGateway (a/) must be an Istio Gateway as namespace/name.")]
    [InlineData("ingress", """{"localGatewayService": "a..b"}""", "ingress.localGatewayService (a..b) must be a DNS name: *")]
    [InlineData("ingress", """{"ingressDomain": "http://example.com"}""",
        "ingress.ingressDomain (http://example.com) must be a DNS name: *")]
    [InlineData("ingress", """{"ingressDomain": "Example.com"}""", "ingress.ingressDomain (Example.com) must be a DNS name: *")]
    [InlineData("ingress", """{"ingressDomain": ".com"}""", "ingress.ingressDomain (.com) must be a DNS name: *")]
    [InlineData("ingress", """{"ingressDomain": 5}""", "ingress.ingressDomain (5) must be a text.")]
    [InlineData("ingress", """{"additionalIngressDomains": "a.example"}""",
        "ingress.additionalIngressDomains (a.example) must be a list of texts.")]
    [InlineData("ingress", """{"additionalIngressDomains": ["ok.example", "not ok"]}""",
        "ingress.additionalIngressDomains (not ok) must be a DNS name: *")]
    [InlineData("ingress", """{"urlScheme": "ftp"}""", "ingress.urlScheme (ftp) must be http or https.")]
    [InlineData("ingress", """{"pathTemplate": "serving/{{ .Name }}"}""",
        "ingress.pathTemplate (serving/{{ .Name }}) must be a path such as *")]
    [InlineData("ingress", """{"pathTemplate": "/{{ .Name | upper }}"}""",
        "ingress.pathTemplate (/{{ .Name | upper }}) must be a path such as *")]
    [InlineData("ingress", """{"pathTemplate": "/{{ .Name"}""", "ingress.pathTemplate (/{{ .Name) must be a path such as *")]
    [InlineData("ingress", """{"pathTemplate": "/{{ .Name }}?x"}""", "ingress.pathTemplate (/{{ .Name }}?x) must be a path such as *")]
    [InlineData("ingress", """{"pathTemplate": "/everybody"}""", "ingress.pathTemplate (/everybody) must be a path such as *")]
    [InlineData("ingress", """{"disableIstioVirtualHost": "yes"}""", "ingress.disableIstioVirtualHost (yes) must be true or false.")]
    [InlineData("storageInitializer", """{"memoryLimit": "much"}""",
        "storageInitializer.memoryLimit (much) must be a quantity such as 500m, 2 or 1.5Gi.")]
    [InlineData("storageInitializer", """{"cpuLimit": "1 "}""", "storageInitializer.cpuLimit (1 ) must be a quantity such as *")]
    [InlineData("storageInitializer", """{"cpuRequest": "-1"}""", "storageInitializer.cpuRequest (-1) must be a quantity such as *")]
    [InlineData("storageInitializer", """{"caBundleVolumeMountPath": "certs"}""",
        "storageInitializer.caBundleVolumeMountPath (certs) must be an absolute path.")]
    [InlineData("credentials", """{"s3": "none"}""", "credentials.s3 (none) must be a JSON object.")]
    [InlineData("credentials", """{"s3": {"s3AccessKeyIDName": true} }""", "credentials.s3.s3AccessKeyIDName (true) must be a text.")]
    [InlineData("inferenceService", """{"resource": {"cpuLimit": "1GiB"} }""",
        "inferenceService.resource.cpuLimit (1GiB) must be a quantity such as *")]
    [InlineData("security", """{"autoMountServiceAccountToken": 1}""", "security.autoMountServiceAccountToken (1) must be true or false.")]
    [InlineData("deploy", """{"defaultDeploymentMode": "Standard"}""",
        "deploy.defaultDeploymentMode (Standard) is not supported: *Allowed are Knative*")]
    [InlineData("deploy", """{"defaultDeploymentMode": "RawDeployment"}""",
        "deploy.defaultDeploymentMode (RawDeployment) is not supported: *")]
    public void A_mistake_is_named(string key, string json, string error) =>
        Read((key, json)).Errors.Should().ContainSingle().Which.ToString().Should().Match(error);

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var reading = Read(("ingress", """{"urlScheme": "ftp", "ingressDomain": "-"}"""), ("deploy", "x"));

        reading.Errors.Select(error => error.Field).Should().Equal("ingress.ingressDomain", "ingress.urlScheme", "deploy");
    }

    private static ConfigurationReading Read(params (string Key, string Json)[] data) =>
        ConfigurationReader.Read(data.ToDictionary(pair => pair.Key, pair => pair.Json));
}
