using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Where models come from, and where they go in the pod.</summary>
internal static class StorageRules
{
    private const int LongestMountPath = 255;

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        var single = component.Servers.Select(server => server["storageUri"]).ToList();
        var several = component["storageUris"];
        var locations = several.Items.ToList();
        return
        [
            .. single.SelectMany(Uri),
            .. EnvironmentUri(component).SelectMany(Uri),
            .. locations.SelectMany(location => Uri(location["uri"]).Concat(MissingUri(location))),
            .. locations.SelectMany(MountPath),
            .. Both(several, single),
            .. Empty(several),
            .. Together(several, locations),
            .. component.Servers.SelectMany(server => Confidential(server["confidential"])),
            .. ContainerName(component["storageContainerName"]),
        ];
    }

    private static IEnumerable<Field> EnvironmentUri(ComponentFields component) =>
        component.MainContainer is { } main
            ? main["env"].Items
                .Where(variable => variable["name"].Text == WellKnown.StorageUriVariable)
                .Select(variable => variable["value"])
            : [];

    private static IEnumerable<FieldError> Uri(Field field)
    {
        if (field.Text is not { } uri)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(uri))
        {
            yield return new(field.Path, $"'{uri}'", "must not be empty: leave it out when the server needs no model from a storage.");
            yield break;
        }

        var end = uri.IndexOf(StorageSchemes.End, StringComparison.Ordinal);
        if (end < 0)
        {
            yield break;
        }

        var (scheme, rest) = (uri[..end], uri[(end + StorageSchemes.End.Length)..]);
        if (StorageSchemes.Images.Contains(scheme))
        {
            yield return field.Error(
                "needs KServe's modelcar sidecar, which this operator does not inject: keep the model in a store or a claim.");
        }
        else if (!StorageSchemes.All.Contains(scheme))
        {
            var known = string.Join(", ", StorageSchemes.All.Select(known => known + StorageSchemes.End));
            yield return field.Error($"must begin with one of {known}, or be a path in the image.");
        }
        else if (rest.Length == 0)
        {
            yield return field.Error($"must say what to fetch after {scheme}{StorageSchemes.End}.");
        }
        else if (scheme == StorageSchemes.Claim && !DnsNames.IsSubdomain(rest.Split('/')[0]))
        {
            yield return field.Error("must name a PersistentVolumeClaim, for example pvc://claim/folder.");
        }
    }

    private static IEnumerable<FieldError> MissingUri(Field location)
    {
        if (!location["uri"].IsPresent)
        {
            yield return location["uri"].Error("is missing: say what to fetch, for example gs://bucket/folder.");
        }
    }

    private static IEnumerable<FieldError> MountPath(Field location)
    {
        var field = location["mountPath"];
        if (field.Text is not { } path)
        {
            yield break;
        }

        if (!path.StartsWith('/') || path.Trim('/').Length == 0 || path.Split('/').Contains("..") || path.Length > LongestMountPath)
        {
            yield return field.Error(
                $"must be an absolute folder other than /, without '..', up to {LongestMountPath} characters; "
                + $"default {WellKnown.ModelPath}.");
        }
    }

    private static IEnumerable<FieldError> Both(Field several, IReadOnlyList<Field> single)
    {
        if (several.IsSet && single.FirstOrDefault(field => field.IsPresent) is { Path: { } path })
        {
            yield return new(several.Path, null, $"and {path} are both set: keep one of them.");
        }
    }

    private static IEnumerable<FieldError> Empty(Field several)
    {
        if (several.IsPresent && !several.IsSet)
        {
            yield return several.Error("must have at least one item, or be left out.");
        }
    }

    /// <summary>Claims are mounted, each at a path of its own; the rest is fetched into one volume, with a folder in common.</summary>
    private static IEnumerable<FieldError> Together(Field several, IReadOnlyList<Field> locations)
    {
        var claims = locations.Where(IsClaim).GroupBy(Path).FirstOrDefault(group => group.Count() > 1);
        if (claims is not null)
        {
            yield return new(several.Path, claims.Key, "is the mountPath of several claims: give each a mountPath of its own.");
        }

        var roots = locations.Where(location => !IsClaim(location)).Select(location => Path(location).Split('/')[1]).Distinct().ToList();
        if (roots.Count > 1)
        {
            yield return new(
                several.Path,
                string.Join(", ", roots.Select(root => $"/{root}")),
                $"need a folder in common that is not /, for example {WellKnown.ModelPath}: they are fetched into one volume.");
        }
    }

    private static bool IsClaim(Field location) =>
        location["uri"].Text?.StartsWith(StorageSchemes.Claim + StorageSchemes.End, StringComparison.Ordinal) == true;

    private static string Path(Field location) => $"/{(location["mountPath"].Text ?? WellKnown.ModelPath).Trim('/')}";

    private static IEnumerable<FieldError> ContainerName(Field name)
    {
        if (name.IsSet)
        {
            yield return name.Error(
                "names a ClusterStorageContainer, which this operator does not read: remove it, and set storageInitializer.image in "
                + "inferenceservice-config, or fetch the model by an init container.");
        }
    }

    private static IEnumerable<FieldError> Confidential(Field confidential)
    {
        if (confidential["enabled"].IsSet)
        {
            yield return confidential["enabled"].Error(
                "asks for KServe's confidential storage initializer, which this operator does not inject: store the model unencrypted.");
        }
    }
}
