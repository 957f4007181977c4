using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Rendering;

namespace CanaryOperator.Storage;

/// <summary>
/// How a component gets its model. A single one that has to be fetched is left to the pod webhook, by an annotation, because what logs in
/// to a store is known only when a pod starts; several are fetched by an init container of the template. A claim is mounted.
/// </summary>
internal sealed record ModelStorage
{
    private static readonly ModelStorage None = new();

    /// <summary>For the template.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; private init; } = new Dictionary<string, string>();

    public bool HasModel { get; private init; }

    private IReadOnlyList<ModelVolume> Volumes { get; init; } = [];

    private JsonObject? Initializer { get; init; }

    /// <summary>A custom server's model: the variable that says where it is tells the server where to find it.</summary>
    private bool IsSaidByVariable { get; init; }

    /// <exception cref="RenderingException">It cannot be served from where it is said to be.</exception>
    public static ModelStorage Of(ComponentContext context)
    {
        var isReadOnly = context.Annotation(StorageAnnotations.ReadOnly) != "false";
        if (context.Component.StorageUris is { Count: > 0 } locations)
        {
            return FromMany(locations, $"{context.Field}.storageUris", isReadOnly, context.Config.StorageInitializer);
        }

        var source = ModelSource.Of(context);
        if (source is null)
        {
            return None;
        }

        var uri = StorageUri.Parse(source.Uri, source.Field);
        var result = new ModelStorage { HasModel = true, IsSaidByVariable = context.Model is null };
        return uri.Claim is null
            ? result with
            {
                Annotations = PropagatedMetadata.Merge(
                    source.Annotations,
                    new Dictionary<string, string> { [WellKnown.StorageSourceUriAnnotation(context.Group)] = uri.Text }),
            }
            : result with { Volumes = [ModelVolume.Of(uri, 0, WellKnown.ModelPath, isReadOnly)] };
    }

    public void AddTo(JsonObject pod, IReadOnlyList<JsonObject> containers)
    {
        var main = containers.First(ContainerRenderer.IsMain);
        foreach (var volume in Volumes)
        {
            volume.AddTo(pod, main, containers);
        }

        if (Initializer is not null)
        {
            pod.Ensure("initContainers", "name", Initializer);
        }

        if (IsSaidByVariable)
        {
            main["env"].Find("name", WellKnown.StorageUriVariable)!["value"] = WellKnown.ModelPath;
        }
    }

    private static ModelStorage FromMany(
        IReadOnlyList<StorageLocation> locations, string field, bool isReadOnly, StorageInitializerConfig config)
    {
        var parsed = locations.Select((location, index) => (
                Uri: StorageUri.Parse(location?.Uri ?? "", $"{field}[{index}].uri"),
                Path: location?.MountPath is { Length: > 0 } path ? path.TrimEnd('/') : WellKnown.ModelPath))
            .ToList();
        List<ModelVolume> volumes =
        [
            .. parsed.Where(location => location.Uri.Claim is not null)
                .Select((location, index) => ModelVolume.Of(location.Uri, index, location.Path, isReadOnly)),
        ];
        var fetched = parsed.Where(location => location.Uri.Claim is null).ToList();
        if (fetched.Count == 0)
        {
            return new() { HasModel = true, Volumes = volumes };
        }

        var paths = fetched.Select(location => location.Path).ToList();
        var parent = CommonParent(paths) ?? throw new RenderingException(
            $"{field} ({string.Join(", ", paths)}) must have a folder in common, which becomes one volume; "
            + $"for example {WellKnown.ModelPath}.");
        var volume = ModelVolume.Fetched(parent, isReadOnly);
        return new()
        {
            HasModel = true,
            Volumes = [volume, .. volumes],
            Initializer = StorageInitializer.Container(
                config, fetched.SelectMany(location => new[] { location.Uri.Text, location.Path }), volume),
        };
    }

    /// <summary>Null when it is the root.</summary>
    private static string? CommonParent(List<string> paths)
    {
        var common = paths.Select(path => path.Split('/'))
            .Aggregate((one, other) => [.. one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        return string.Join('/', common) is { Length: > 1 } parent ? parent : null;
    }
}
