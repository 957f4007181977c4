using System.Text.Json.Nodes;
using CanaryOperator.Rendering;

namespace CanaryOperator.Storage;

/// <summary>A volume with a model in it, and where the server finds it.</summary>
/// <param name="Claim">Null: the volume is empty until the storage initializer has filled it.</param>
/// <param name="SubPath">In the volume; empty: all of it.</param>
internal sealed record ModelVolume(string Name, string? Claim, string SubPath, string MountPath, bool IsReadOnly)
{
    private const string FetchedName = "kserve-provision-location";
    private const string ClaimName = "kserve-pvc-source";

    public static ModelVolume Fetched(string mountPath, bool isReadOnly) => new(FetchedName, null, "", mountPath, isReadOnly);

    /// <param name="index">Among the claims of a component.</param>
    public static ModelVolume Of(StorageUri uri, int index, string mountPath, bool isReadOnly) =>
        new(index == 0 ? ClaimName : $"{ClaimName}-{index}", uri.Claim, uri.Path, mountPath, isReadOnly);

    /// <summary>What the user mounts at the same place himself stays.</summary>
    public void AddTo(JsonObject pod, JsonObject container)
    {
        pod.Ensure("volumes", "name", Volume());
        container.Ensure("volumeMounts", "mountPath", Mount(IsReadOnly));
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
