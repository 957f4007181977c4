using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;

namespace CanaryOperator.Tests.Admission;

/// <summary>What Knative's webhook and the API server demand of a Knative Service, as far as it depends on its user.</summary>
internal static partial class KnativeRules
{
    private static readonly string[] VolumeSources =
        ["secret", "configMap", "projected", "emptyDir", "persistentVolumeClaim", "hostPath", "csi", "image"];

    private static readonly string[] Lists =
        ["containers", "hostAliases", "imagePullSecrets", "initContainers", "tolerations", "topologySpreadConstraints", "volumes"];

    private static readonly string[] Objects = ["affinity", "dnsConfig", "nodeSelector", "securityContext"];
    private static readonly string[] Names = ["dnsPolicy", "priorityClassName", "runtimeClassName", "schedulerName", "serviceAccountName"];
    private static readonly string[] Arguments = ["args", "command"];
    private static readonly string[] ContainerLists = ["args", "command", "env", "envFrom", "ports", "volumeMounts"];
    private static readonly string[] VariableSources = ["configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef", "fileKeyRef"];

    /// <returns>The rules that it breaks.</returns>
    public static IEnumerable<string> Broken(DesiredService desired)
    {
        var template = JsonNodes.From(desired.Template)!;
        var (labels, annotations) = (template["metadata"]!["labels"]!.AsObject(), template["metadata"]!["annotations"]!.AsObject());
        return
        [
            .. If(!Label().IsMatch($"{desired.Name}-00001"), "names of revisions are DNS labels"),
            .. desired.Labels.Concat(Texts(labels)).SelectMany(label => LabelRules(label.Key, label.Value)),
            .. desired.Annotations.Concat(Texts(annotations)).SelectMany(annotation => AnnotationRules(annotation.Key)),
            .. If(labels.Concat(annotations).Any(pair => pair.Value.Text() is null), "metadata is text"),
            .. OfRevision(template["spec"]!),
            .. OfPod(template["spec"]!),
        ];
    }

    /// <summary>Those that also hold for the pods of its revisions.</summary>
    public static IEnumerable<string> OfPod(JsonNode spec)
    {
        var containers = Items(spec["containers"]).ToList();
        var all = containers.Concat(Items(spec["initContainers"])).ToList();
        var volumes = Items(spec["volumes"]).ToList();
        return
        [
            .. If(Lists.Any(name => spec[name] is not (null or JsonArray)), "lists of the pod"),
            .. If(Objects.Any(name => spec[name] is not (null or JsonObject)), "objects of the pod"),
            .. If(Names.Any(name => spec[name] is { } value && value.Text() is null), "texts of the pod"),
            .. If(all.Any(container => container is not JsonObject), "containers are objects"),
            .. If(!AreUnique(all.Select(container => container.Field("name"))), "names of containers differ"),
            .. If(volumes.Any(volume => volume.Field("name").Text() is not { } name || !Label().IsMatch(name)), "names of volumes"),
            .. If(!AreUnique(volumes.Select(volume => volume.Field("name"))), "names of volumes differ"),
            .. If(volumes.Any(volume => volume is not JsonObject fields || Sources(fields).Count() != 1), "a volume has one source"),
            .. all.SelectMany(OfContainer),
            .. all.SelectMany(container => Items(container.Field("volumeMounts"))).SelectMany(mount => If(
                volumes.All(volume => volume.Field("name").Text() != mount.Field("name").Text()), "what is mounted is a volume")),
        ];
    }

    public static IEnumerable<string> OfMetadata(V1ObjectMeta metadata) =>
    [
        .. (metadata.Labels ?? new Dictionary<string, string>()).SelectMany(label => LabelRules(label.Key, label.Value)),
        .. (metadata.Annotations ?? new Dictionary<string, string>()).SelectMany(annotation => AnnotationRules(annotation.Key)),
    ];

    private static IEnumerable<string> OfRevision(JsonNode spec)
    {
        var ports = Items(spec["containers"]).Select(container => Items(container.Field("ports")).Count()).ToList();
        var (timeout, response) = (Number(spec["timeoutSeconds"]), Number(spec["responseStartTimeoutSeconds"]));
        var mounted = Items(spec["containers"]).Concat(Items(spec["initContainers"]))
            .SelectMany(container => Items(container.Field("volumeMounts")))
            .Select(mount => mount.Field("name").Text())
            .ToList();
        return
        [
            .. If(ports.Count == 0, "there is a container"),
            .. If(ports.Sum() > 1 || (ports.Count > 1 && ports.Sum() == 0), "one port of one of several containers"),
            .. If(timeout is < 1 or > 600 || response > (timeout ?? 300), "timeouts"),
            .. If(Number(spec["containerConcurrency"]) is < 0 or > 1000, "containerConcurrency"),
            .. If(Items(spec["volumes"]).Any(volume => !mounted.Contains(volume.Field("name").Text())), "volumes are mounted"),
        ];
    }

    private static IEnumerable<string> OfContainer(JsonNode? container)
    {
        var mounts = Items(container.Field("volumeMounts")).ToList();
        return
        [
            .. If(
                container.Field("name") is { } name && name.Text() is not "" && !Label().IsMatch(name.Text() ?? ""),
                "names of containers"),
            .. If(container.Field("image").Text() is not { Length: > 0 }, "every container has an image"),
            .. If(Arguments.Any(list => Items(container.Field(list)).Any(item => item.Text() is null)), "arguments are text"),
            .. If(ContainerLists.Any(field => container.Field(field) is not (null or JsonArray)), "lists of containers"),
            .. Items(container.Field("env")).SelectMany(Variable),
            .. If(mounts.Any(mount => mount.Field("mountPath").Text()?.StartsWith('/') != true), "mount paths are absolute"),
            .. If(!AreUnique(mounts.Select(mount => mount.Field("mountPath"))), "mount paths differ"),
        ];
    }

    private static IEnumerable<string> Variable(JsonNode? variable)
    {
        var (value, source) = (variable.Field("value"), variable.Field("valueFrom"));
        return
        [
            .. If(variable.Field("name").Text() is not { Length: > 0 }, "variables have names"),
            .. If(value is not null && value.Text() is null, "values of variables are text"),
            .. If(source is not (null or JsonObject), "sources of variables are objects"),
            .. If(source is JsonObject { Count: > 0 } && value.Text() is { Length: > 0 }, "variables have a value or a source"),
            .. If(source is JsonObject from && from.Any(pair => !VariableSources.Contains(pair.Key)), "sources of variables"),
        ];
    }

    private static IEnumerable<string> LabelRules(string key, string value) =>
    [
        .. If(!IsKey(key), "label keys"),
        .. If(value.Length > 63 || (value.Length > 0 && !QualifiedName().IsMatch(value)), "label values"),
    ];

    private static IEnumerable<string> AnnotationRules(string key) => If(!IsKey(key.ToLowerInvariant()), "annotation keys");

    private static bool IsKey(string key) =>
        key.Split('/') is var parts && parts.Length <= 2 && parts[^1].Length <= 63 && QualifiedName().IsMatch(parts[^1])
        && (parts.Length == 1 || (parts[0].Length <= 253 && parts[0].Split('.').All(part => Subdomain().IsMatch(part))));

    private static IEnumerable<string> If(bool isBroken, string rule) => isBroken ? [rule] : [];

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];

    private static IEnumerable<string> Sources(JsonObject volume) =>
        volume.Where(pair => pair.Value is not null && VolumeSources.Contains(pair.Key)).Select(pair => pair.Key);

    private static IEnumerable<KeyValuePair<string, string>> Texts(JsonObject map) =>
        map.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Text() ?? ""));

    private static bool AreUnique(IEnumerable<JsonNode?> names)
    {
        var texts = names.Select(name => name.Text()).Where(text => !string.IsNullOrEmpty(text)).ToList();
        return texts.Distinct().Count() == texts.Count;
    }

    private static long? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<long>() : null;

    [GeneratedRegex(@"\A(?=.{1,63}\z)[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Label();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"\A[A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex QualifiedName();
}
