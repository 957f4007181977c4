using System.Text.Json.Nodes;
using CanaryOperator.Rendering;

namespace CanaryOperator.Storage;

/// <summary>A volume with a model in it, and where the server finds it.</summary>
/// <param name="Claim">Null: the volume is empty until the storage initializer has filled it.</param>
/// <param name="SubPath">In the volume; empty: all of it.</param>
internal sealed record ModelVolume(string Name, string? Claim, string SubPath, string MountPath, bool IsReadOnly)
{
    /// <summary>What KServe calls a transformer that runs in the predictor's pod; it may look into the model.</summary>
    private const string TransformerContainerName = "transformer-container";

    private const string FetchedName = "kserve-provision-location";
    private const string ClaimName = "kserve-pvc-source";

    public static ModelVolume Fetched(string mountPath, bool isReadOnly) => new(FetchedName, null, "", mountPath, isReadOnly);

    /// <param name="index">Among the claims of a component.</param>
    public static ModelVolume Of(StorageUri uri, int index, string mountPath, bool isReadOnly) =>
        new(index == 0 ? ClaimName : $"{ClaimName}-{index}", uri.Claim, uri.Path, mountPath, isReadOnly);

    /// <summary>For the server, and a transformer beside it. What the user mounts at the same place himself stays.</summary>
    /// <param name="containers">Of the pod; the server is one of them.</param>
    public void AddTo(JsonObject pod, JsonObject server, IEnumerable<JsonObject> containers)
    {
        pod.Ensure("volumes", "name", Volume());
        foreach (var reader in containers.Where(container => container == server || container["name"].Text() == TransformerContainerName))
        {
            reader.Ensure("volumeMounts", "mountPath", Mount(IsReadOnly));
        }
    }

    public JsonObject WritableMount() => Mount(isReadOnly: false);

    private JsonObject Volume()
    {
        if (Claim is null)
        {
            return new() { ["name"] = Name, ["emptyDir"] = new JsonObject() };
        }

        // Knative refuses a claim that may be written to, unless its configuration allows that.
        var source = new JsonObject { ["claimName"] = Claim };
        if (IsReadOnly)
        {
            source["readOnly"] = true;
        }

        return new() { ["name"] = Name, ["persistentVolumeClaim"] = source };
    }

    private JsonObject Mount(bool isReadOnly)
    {
        var mount = new JsonObject { ["name"] = Name, ["mountPath"] = MountPath };
        if (SubPath.Length > 0)
        {
            mount["subPath"] = SubPath;
        }

        if (isReadOnly)
        {
            mount["readOnly"] = true;
        }

        return mount;
    }
}
