using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Rendering;

namespace CanaryOperator.Storage;

/// <summary>The one place that a component's model comes from.</summary>
/// <param name="Field">Path of the field that says so, for messages.</param>
/// <param name="Annotations">How to log in there, for the pod webhook; empty: by the service account.</param>
internal sealed record ModelSource(string Uri, string Field, IReadOnlyDictionary<string, string> Annotations)
{
    private static readonly string[] StoreTypes = ["s3", "hdfs", "webhdfs"];

    /// <summary>Null when it has none.</summary>
    /// <exception cref="RenderingException">It is not said completely.</exception>
    public static ModelSource? Of(ComponentContext context)
    {
        if (context.Model is not { } model)
        {
            return OfVariable(context);
        }

        var field = $"{context.Field}.model";
        var storage = new StorageFields(model.Storage);
        var annotations = new Dictionary<string, string>();
        if (storage.Parameters is { } parameters)
        {
            annotations[StorageAnnotations.Parameters(context.Group)] = CanonicalJson.ToElement(JsonNodes.From(parameters)!).GetRawText();
        }

        if (model.StorageUri is { Length: > 0 } uri)
        {
            if (storage.Key is { } key)
            {
                annotations[StorageAnnotations.Key(context.Group)] = key;
            }

            return new(uri, $"{field}.storageUri", annotations);
        }

        if (storage.Path is null && storage.Key is null)
        {
            return null;
        }

        var type = StoreTypes.Contains(storage.Type)
            ? storage.Type
            : throw new RenderingException(
                $"{field}.storage.parameters.type ({storage.Type ?? "absent"}) must be {string.Join(", ", StoreTypes)}: "
                + "secrets are not read to find out what store a key is for.");
        var path = storage.Path ?? throw new RenderingException($"{field}.storage.path is missing: say where in the store the model is.");
        annotations[StorageAnnotations.Key(context.Group)] = storage.Key ?? $"default_{type}";
        var location = string.Join('/', new[] { storage.Bucket, path.TrimStart('/') }.OfType<string>());
        return new($"{type}://{location}", $"{field}.storage", annotations);
    }

    private static ModelSource? OfVariable(ComponentContext context)
    {
        var main = context.Component.Containers?.FirstOrDefault(container => container?.Name == WellKnown.MainContainerName);
        var value = main?.AdditionalProperties?.TryGetValue("env", out var env) == true
            ? JsonNodes.From(env).Find("name", WellKnown.StorageUriVariable)?["value"].Text()
            : null;
        return string.IsNullOrEmpty(value)
            ? null
            : new(
                value,
                $"{context.Field}.containers[{WellKnown.MainContainerName}].env[{WellKnown.StorageUriVariable}]",
                new Dictionary<string, string>());
    }

    /// <summary>Of <c>model.storage</c>; each null when absent, empty, or no text.</summary>
    private sealed class StorageFields(JsonElement? storage)
    {
        public string? Key => Text(storage, "key");

        public string? Path => Text(storage, "path");

        public string? Type => Text(Parameters, "type");

        public string? Bucket => Text(Parameters, "bucket");

        public JsonElement? Parameters =>
            Field(storage, "parameters") is { ValueKind: JsonValueKind.Object } parameters ? parameters : null;

        private static string? Text(JsonElement? obj, string name) =>
            Field(obj, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

        private static JsonElement? Field(JsonElement? obj, string name) =>
            obj is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;
    }
}
