using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Configuration;
using CanaryOperator.Rendering;

namespace CanaryOperator.Storage;

/// <summary>What the pod webhook does: gives the pod of a model that has to be fetched what fetches it.</summary>
internal static class StorageInjection
{
    /// <summary>Whether something fetches models for the pod, or has to.</summary>
    public static bool Concerns(JsonObject pod) =>
        Find(Annotations(pod), WellKnown.StorageSourceUriAnnotation) is not null || Initializer(pod["spec"]) is not null;

    /// <summary>
    /// The pod as it should be; null when it is fine as it is. What is there already stays, so a second call finds nothing to do.
    /// </summary>
    /// <param name="credentials">Of the pod's service account; not used by a pod that says by which key of a secret to log in.</param>
    /// <exception cref="RenderingException">The model cannot be had from where the pod's annotation says.</exception>
    public static JsonObject? Inject(JsonObject pod, InferenceServiceConfig config, StorageCredentials credentials)
    {
        var result = (JsonObject)pod.DeepClone();
        if (result["spec"] is not JsonObject spec || MainContainer(spec) is not { } main)
        {
            return null;
        }

        var annotations = Annotations(result);
        if (Find(annotations, WellKnown.StorageSourceUriAnnotation) is { } source)
        {
            AddModel(spec, main, source, annotations, config.StorageInitializer);
        }

        if (Initializer(spec) is { } initializer)
        {
            if (main["securityContext"] is { } securityContext)
            {
                initializer["securityContext"] ??= securityContext.DeepClone();
            }

            AddCertificates(spec, initializer, config.StorageInitializer);
            AddCredentials(spec, initializer, StoreOf(annotations, config.Credentials) ?? credentials);
        }

        return JsonNode.DeepEquals(pod, result) ? null : result;
    }

    private static JsonNode? Annotations(JsonObject pod) => pod["metadata"].Field("annotations");

    private static JsonObject? Initializer(JsonNode? spec) => spec.Field("initContainers").Find("name", StorageInitializer.Name);

    private static JsonObject? MainContainer(JsonObject spec) =>
        spec["containers"].Find("name", WellKnown.MainContainerName) ?? (spec["containers"] as JsonArray)?.FirstOrDefault() as JsonObject;

    private static IEnumerable<JsonObject> Containers(JsonObject spec) => ((JsonArray)spec["containers"]!).OfType<JsonObject>();

    private static string? Find(JsonNode? annotations, Func<string, string> key) =>
        WellKnown.Groups.Select(group => annotations.Field(key(group)).Text()).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static void AddModel(
        JsonObject spec, JsonObject main, string source, JsonNode? annotations, StorageInitializerConfig config)
    {
        var uri = StorageUri.Parse(source, $"The annotation {WellKnown.StorageSourceUriAnnotation(WellKnown.KServeGroup)}");
        var isReadOnly = annotations.Field(StorageAnnotations.ReadOnly).Text() != "false";
        if (uri.Claim is not null)
        {
            // This operator mounts claims itself; the revisions that KServe left behind do not.
            ModelVolume.Of(uri, 0, WellKnown.ModelPath, isReadOnly).AddTo(spec, main, Containers(spec));
            return;
        }

        var volume = ModelVolume.Fetched(WellKnown.ModelPath, isReadOnly);
        volume.AddTo(spec, main, Containers(spec));
        spec.Ensure("initContainers", "name", StorageInitializer.Container(config, [uri.Text, WellKnown.ModelPath], volume));
    }

    private static void AddCertificates(JsonObject spec, JsonObject initializer, StorageInitializerConfig config)
    {
        if (config.CaBundleConfigMapName is not { Length: > 0 } name)
        {
            return;
        }

        const string volume = "cabundle-cert";
        spec.Ensure("volumes", "name", new() { ["name"] = volume, ["configMap"] = new JsonObject { ["name"] = name } });
        initializer.Ensure("volumeMounts", "mountPath", new()
        {
            ["name"] = volume, ["mountPath"] = config.CaBundleVolumeMountPath, ["readOnly"] = true,
        });
        initializer.EnsureEnv("CA_BUNDLE_CONFIGMAP_NAME", name);
        initializer.EnsureEnv("CA_BUNDLE_VOLUME_MOUNT_POINT", config.CaBundleVolumeMountPath);
    }

    private static void AddCredentials(JsonObject spec, JsonObject initializer, StorageCredentials credentials)
    {
        foreach (var variable in credentials.Variables)
        {
            initializer.Ensure("env", "name", variable.ToJson());
        }

        foreach (var files in credentials.Files)
        {
            spec.Ensure("volumes", "name", new()
            {
                ["name"] = files.Volume, ["secret"] = new JsonObject { ["secretName"] = files.Secret },
            });
            initializer.Ensure("volumeMounts", "mountPath", new()
            {
                ["name"] = files.Volume, ["mountPath"] = files.Path, ["readOnly"] = true,
            });
        }
    }

    /// <summary>Null when the pod names no key of the secret of stores.</summary>
    private static StorageCredentials? StoreOf(JsonNode? annotations, CredentialsConfig config)
    {
        if (Find(annotations, StorageAnnotations.Key) is not { } key)
        {
            return null;
        }

        var store = new CredentialVariable("STORAGE_CONFIG", key, config.StorageSpecSecretName);
        return Find(annotations, StorageAnnotations.Parameters) is { } parameters
            ? new([store, new("STORAGE_OVERRIDE_CONFIG", parameters)], [])
            : new([store], []);
    }
}
