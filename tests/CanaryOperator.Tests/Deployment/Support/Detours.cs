using System.Text.Json.Nodes;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>What the tutorials do not show, and the operator has rights for.</summary>
internal sealed class Detours(ChartCluster cluster)
{
    private const string Route = "virtualservices.networking.istio.io";
    /// <summary>Of the chart's values; nobody is there.</summary>
    public const string AllowedUrl = "http://127.0.0.1:9";

    private const string Certificate = $"{RenderedChart.Release}-webhook-certificate";

    /// <summary>Istio comes when the operator runs already.</summary>
    public async Task MeetIstioAsync()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.FailsAsync("IngressReady", "VirtualServiceCRDNotFound");
        await cluster.KubectlAsync("apply", "-f", "Istio");
        await space.SettlesAsync("1=100");
    }

    /// <summary>A revision that is gone, and an event that happens twice.</summary>
    public async Task FailAsync()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Predictor.Model(2));
        await space.SettlesAsync("2=100");
        await space.KubectlAsync("delete", "revision.serving.knative.dev", $"{TestNamespace.Service}-00001");
        await space.FailsAsync("RollbackAvailable", "PreviousRevisionGone");
        foreach (var version in new[] { 3, 4 })
        {
            await space.ApplyAsync("{model: {modelFormat: {name: abacus}, storageUri: gs://models/1}}");
            await space.FailsAsync("Ready", "NoSupportingRuntime");
            await space.ApplyAsync(Predictor.Model(version));
            await space.SettlesAsync($"{version}=100");
        }
    }

    /// <summary>A transformer with a canary of its own, an outer route that somebody bends, and the end of both.</summary>
    public async Task TransformAsync()
    {
        var space = await cluster.NamespaceAsync();
        await TransformAsync(space, 1, percent: 100, "1=100");
        await TransformAsync(space, 2, percent: 10, "1=90 2=10");
        await TransformAsync(space, 2, percent: 100, "2=100");

        await space.KubectlAsync(
            "patch", "service", TestNamespace.Model, "--patch", """{"spec": {"externalName": "elsewhere.example.com"} }""");
        await BecomesAsync("service", "{.spec.externalName}", name => name != "elsewhere.example.com");
        await space.KubectlAsync(
            "patch", Route, TestNamespace.Model, "--type=merge", "--patch", """{"spec": {"hosts": ["elsewhere.example.com"]} }""");
        await BecomesAsync(Route, "{.spec.hosts[0]}", host => host != "elsewhere.example.com");

        await space.ApplyAsync(Predictor.Model(1));
        await BecomesAsync("ksvc", "{.items[*].metadata.name}", names => names == TestNamespace.Service, all: true);

        await space.KubectlAsync("annotate", "isvc", TestNamespace.Model, "serving.kserve.io/stop=true");
        await BecomesAsync($"{Route},services", "{.items[*].metadata.name}", names => names.Length == 0, all: true);

        Task BecomesAsync(string kind, string path, Func<string, bool> condition, bool all = false)
        {
            string[] name = all ? [] : [TestNamespace.Model];
            return Eventually.BecomesTrueAsync(
                async () => condition(await space.KubectlAsync(["get", kind, .. name, "-o", $"jsonpath={path}"])),
                $"{path} of {kind} is right");
        }
    }

    /// <summary>An Experiment that would log in at its Prometheus, and has no Secret for it.</summary>
    public async Task MeasureAsync()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Predictor.Model(1));
        await space.SettlesAsync("1=100");
        var applied = await space.TryKubectlAsync(
            $$"""
            apiVersion: canaryoperator.io/v1alpha1
            kind: Experiment
            metadata: {name: measured}
            spec:
              target: {inferenceService: {{TestNamespace.Model}}}
              metrics: [{name: prometheus, template: {name: kserve-prometheus}, secret: {name: nobody}, url: "{{AllowedUrl}}"}]
            """,
            "apply",
            "-f",
            "-");
        applied.ExitCode.Should().Be(0, applied.Error);
        await Eventually.BecomesTrueAsync(
            async () => (await space.KubectlAsync("get", "experiment", "measured", "-o", "jsonpath={.status.lastError}"))
                .Contains("There is no Secret nobody", StringComparison.Ordinal),
            "the Experiment has looked for its Secret");
    }

    /// <summary>A pod of a model, as Knative would make it: the webhook looks up the credentials of its service account.</summary>
    public async Task StartPodAsync()
    {
        var space = await cluster.NamespaceAsync();
        var created = await space.TryKubectlAsync(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: store}
            stringData: {AWS_ACCESS_KEY_ID: someone, AWS_SECRET_ACCESS_KEY: secret}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: reader}
            secrets: [{name: store}]
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: my-model
              labels: {serving.kserve.io/inferenceservice: my-model}
              annotations: {internal.serving.kserve.io/storage-initializer-sourceuri: "s3://models/1"}
            spec:
              serviceAccountName: reader
              containers: [{name: kserve-container, image: server:1}]
            """,
            "create",
            "-f",
            "-");
        created.ExitCode.Should().Be(0, created.Error);
        var pod = JsonNode.Parse(await space.KubectlAsync("get", "pod", "my-model", "-o", "json"))!;
        pod["spec"]!["initContainers"]![0]!["env"]!.AsArray().Select(variable => RenderedChart.Text(variable!, "name"))
            .Should().Contain("AWS_ACCESS_KEY_ID");
    }

    /// <summary>Somebody overwrites the certificate: the operator makes another one.</summary>
    public async Task SpoilCertificateAsync()
    {
        await cluster.KubectlAsync(
            "patch",
            "secret",
            Certificate,
            "--namespace",
            RenderedChart.Namespace,
            "--patch",
            """{"stringData": {"ca.crt": "spoiled"} }""");
        await Eventually.BecomesTrueAsync(
            async () => !(await cluster.KubectlAsync(
                "get", "secret", Certificate, "--namespace", RenderedChart.Namespace, "-o", "jsonpath={.data.ca\\.crt}"))
                .Equals(Convert.ToBase64String("spoiled"u8), StringComparison.Ordinal),
            "the certificate is a new one");
        await cluster.WebhooksAnswerAsync();
    }

    /// <returns>When the transformer has these shares, as <see cref="TrafficText"/> writes them, and all is ready.</returns>
    public static async Task TransformAsync(TestNamespace space, int version, int percent, string shares)
    {
        var canary = percent < 100 ? $"canaryTrafficPercent: {percent}, " : "";
        var applied = await space.TryKubectlAsync(
            $$"""
            apiVersion: serving.kserve.io/v1beta1
            kind: InferenceService
            metadata: {name: {{TestNamespace.Model}}}
            spec:
              predictor: {{Predictor.Model(1)}}
              transformer: { {{canary}}containers: [{name: kserve-container, image: "transformer:{{version}}"}]}
            """,
            "apply",
            "--validate=false",
            "-f",
            "-");
        applied.ExitCode.Should().Be(0, applied.Error);
        await space.BecomesAsync(
            inferenceService => TestNamespace.Condition(inferenceService, "Ready") is { Status: "True" }
                && TrafficText.Shares(inferenceService.Status?.Components?.GetValueOrDefault("transformer")?.Traffic) == shares,
            $"the transformer has traffic {shares}");
    }
}
