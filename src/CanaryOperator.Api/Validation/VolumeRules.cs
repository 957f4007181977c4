using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Volumes, and where containers mount them.</summary>
internal static class VolumeRules
{
    /// <summary>Those that Knative allows, some of them by a feature flag.</summary>
    private static readonly string[] Sources =
        ["secret", "configMap", "projected", "emptyDir", "persistentVolumeClaim", "hostPath", "csi", "image"];

    private static readonly string[] ReservedPaths = ["", "/dev", "/dev/log"];

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        var volumes = component["volumes"].Items.ToList();
        return
        [
            .. volumes.SelectMany(Volume),
            .. Repeated(volumes.Select(volume => volume["name"]), "volumes must have different names"),
            .. component.AllContainers.SelectMany(Mounts),
            .. component.Servers.Count == 0 ? Unmatched(component, volumes) : [],
        ];
    }

    private static IEnumerable<FieldError> Volume(Field volume)
    {
        var name = volume["name"];
        if (name.Text is null || !DnsNames.IsLabel(name.Text))
        {
            yield return name.Error($"must be a name of at most {DnsNames.LabelLength} lower-case letters, digits and '-'.");
        }

        var sources = volume.Properties.Where(property => property.Name != "name" && property.Field.IsPresent).ToList();
        if (sources.Count != 1 || !Sources.Contains(sources[0].Name))
        {
            yield return new(
                volume.Path,
                sources.Count == 0 ? null : string.Join(", ", sources.Select(source => source.Name)),
                $"must have one source that Knative allows: {string.Join(", ", Sources)}.");
        }
    }

    private static IEnumerable<FieldError> Mounts(Field container)
    {
        var mounts = container["volumeMounts"].Items.Where(mount => mount.Kind == JsonValueKind.Object).ToList();
        foreach (var path in mounts.Select(mount => mount["mountPath"]))
        {
            if (path.Text?.StartsWith('/') != true || ReservedPaths.Contains(path.Text.TrimEnd('/')))
            {
                yield return path.Error("must be an absolute folder other than /, /dev and /dev/log.");
            }
        }

        foreach (var error in Repeated(mounts.Select(mount => mount["mountPath"]), "a container must mount volumes at different paths"))
        {
            yield return error;
        }
    }

    /// <summary>Only of components without a runtime, which may have volumes and mounts of its own.</summary>
    private static IEnumerable<FieldError> Unmatched(ComponentFields component, List<Field> volumes)
    {
        var names = volumes.Select(volume => volume["name"].Text).ToHashSet();
        var mounts = component.AllContainers.SelectMany(container => container["volumeMounts"].Items);
        var mounted = mounts.Select(mount => mount["name"]).ToList();
        foreach (var mount in mounted.Where(mount => !names.Contains(mount.Text)))
        {
            yield return mount.Error($"must be the name of one of {component["volumes"].Path}.");
        }

        foreach (var volume in volumes.Select(volume => volume["name"]).Where(name => mounted.All(mount => mount.Text != name.Text)))
        {
            yield return volume.Error("must be mounted by a container: Knative refuses volumes that nobody uses.");
        }
    }

    private static IEnumerable<FieldError> Repeated(IEnumerable<Field> fields, string rule) =>
        fields.Where(field => field.Text is not null)
            .GroupBy(field => field.Text)
            .SelectMany(group => group.Skip(1).Select(field => field.Error($"is also {group.First().Path}: {rule}.")));
}
