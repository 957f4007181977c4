using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Configuration;

/// <summary>
/// Reads the ConfigMap <c>inferenceservice-config</c>: a JSON object, as text, per key. KServe's has more keys and fields than this
/// operator needs; those are passed over. Never throws.
/// </summary>
internal static class ConfigurationReader
{
    private static InferenceServiceConfig Default => InferenceServiceConfig.Default;

    public static ConfigurationReading Read(IReadOnlyDictionary<string, string> data)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var errors = new List<FieldError>();
        var config = new InferenceServiceConfig
        {
            Ingress = Ingress(Section("ingress")),
            StorageInitializer = StorageInitializer(Section("storageInitializer")),
            Credentials = Credentials(Section("credentials")),
            ServiceDefaults = ServiceDefaults(Section("inferenceService")),
            Security = Security(Section("security")),
        };

        // Only checked: there is nothing to choose from.
        Section("deploy").Text("defaultDeploymentMode", "Knative", ValueRule.KnativeMode);
        return new(config, settings, errors);

        ConfigurationSection Section(string key) => new(key, Parse(key, data, errors), settings, errors);
    }

    private static JsonElement? Parse(string key, IReadOnlyDictionary<string, string> data, List<FieldError> errors)
    {
        if (data.GetValueOrDefault(key) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document.RootElement.Clone();
            }

            errors.Add(new(key, document.RootElement.ToString(), "must be a JSON object."));
        }
        catch (JsonException exception)
        {
            errors.Add(new(key, null, $"must be a JSON object: {exception.Message}"));
        }

        return null;
    }

    private static IngressConfig Ingress(ConfigurationSection section)
    {
        var fallback = Default.Ingress;
        return new()
        {
            IngressGateway = section.Text("ingressGateway", fallback.IngressGateway, ValueRule.Gateway),
            LocalGateway = section.Text("localGateway", fallback.LocalGateway, ValueRule.Gateway),
            LocalGatewayService = section.Text("localGatewayService", fallback.LocalGatewayService, ValueRule.Domain),
            KnativeLocalGatewayService = section.Text(
                "knativeLocalGatewayService", fallback.KnativeLocalGatewayService, ValueRule.Domain),
            IngressDomain = section.Text("ingressDomain", fallback.IngressDomain, ValueRule.Domain),
            AdditionalIngressDomains = section.Texts("additionalIngressDomains", ValueRule.Domain),
            UrlScheme = section.Text("urlScheme", fallback.UrlScheme, ValueRule.Scheme),
            PathTemplate = section.Text("pathTemplate", fallback.PathTemplate, ValueRule.PathTemplate),
            DisableIstioVirtualHost = section.Flag("disableIstioVirtualHost", fallback.DisableIstioVirtualHost),
        };
    }

    private static StorageInitializerConfig StorageInitializer(ConfigurationSection section)
    {
        var fallback = Default.StorageInitializer;
        return new()
        {
            Image = section.Text("image", fallback.Image, ValueRule.Any),
            CpuRequest = section.Text("cpuRequest", fallback.CpuRequest, ValueRule.Quantity),
            CpuLimit = section.Text("cpuLimit", fallback.CpuLimit, ValueRule.Quantity),
            MemoryRequest = section.Text("memoryRequest", fallback.MemoryRequest, ValueRule.Quantity),
            MemoryLimit = section.Text("memoryLimit", fallback.MemoryLimit, ValueRule.Quantity),
            CaBundleConfigMapName = section.Text("caBundleConfigMapName", fallback.CaBundleConfigMapName, ValueRule.Domain),
            CaBundleVolumeMountPath = section.Text(
                "caBundleVolumeMountPath", fallback.CaBundleVolumeMountPath, ValueRule.AbsolutePath),
        };
    }

    private static CredentialsConfig Credentials(ConfigurationSection section)
    {
        var (fallback, gcs, s3) = (Default.Credentials, section.Section("gcs"), section.Section("s3"));
        return new()
        {
            StorageSpecSecretName = section.Text("storageSpecSecretName", fallback.StorageSpecSecretName, ValueRule.Domain),
            GcsCredentialFileName = gcs.Text("gcsCredentialFileName", fallback.GcsCredentialFileName, ValueRule.Any),
            S3AccessKeyIdName = s3.Text("s3AccessKeyIDName", fallback.S3AccessKeyIdName, ValueRule.Any),
            S3SecretAccessKeyName = s3.Text("s3SecretAccessKeyName", fallback.S3SecretAccessKeyName, ValueRule.Any),
        };
    }

    private static SecurityConfig Security(ConfigurationSection section) => new()
    {
        AutoMountServiceAccountToken = section.Flag("autoMountServiceAccountToken", Default.Security.AutoMountServiceAccountToken),
    };

    private static ServiceDefaultsConfig ServiceDefaults(ConfigurationSection section)
    {
        var (fallback, resource) = (Default.ServiceDefaults, section.Section("resource"));
        return new()
        {
            CpuRequest = resource.Text("cpuRequest", fallback.CpuRequest, ValueRule.Quantity),
            CpuLimit = resource.Text("cpuLimit", fallback.CpuLimit, ValueRule.Quantity),
            MemoryRequest = resource.Text("memoryRequest", fallback.MemoryRequest, ValueRule.Quantity),
            MemoryLimit = resource.Text("memoryLimit", fallback.MemoryLimit, ValueRule.Quantity),
            ServiceAnnotationDisallowedList = section.Texts("serviceAnnotationDisallowedList", ValueRule.Any),
            ServiceLabelDisallowedList = section.Texts("serviceLabelDisallowedList", ValueRule.Any),
        };
    }
}
