using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>
/// Fields of pods that Knative refuses. Those that a cluster may allow by a feature flag of Knative's are let through, since it is not
/// known here which flags are set.
/// </summary>
internal static class PodRules
{
    private static readonly (string Field, string Instead)[] NeverAllowed =
    [
        ("activeDeadlineSeconds", "remove it; timeout limits a request"),
        ("ephemeralContainers", "remove it; kubectl debug adds them to a running pod"),
        ("hostIPC", "remove it"),
        ("hostNetwork", "remove it"),
        ("hostPID", "remove it"),
        ("hostUsers", "remove it"),
        ("hostname", "remove it"),
        ("hostnameOverride", "remove it"),
        ("nodeName", "use nodeSelector or affinity"),
        ("os", "remove it"),
        ("overhead", "use runtimeClassName"),
        ("preemptionPolicy", "use priorityClassName"),
        ("priority", "use priorityClassName"),
        ("readinessGates", "remove it"),
        ("resourceClaims", "remove it"),
        ("resources", "set resources of the containers"),
        ("restartPolicy", "remove it; containers are always restarted"),
        ("schedulingGates", "remove it"),
        ("schedulingGroup", "remove it"),
        ("serviceAccount", "use serviceAccountName"),
        ("setHostnameAsFQDN", "remove it"),
        ("subdomain", "remove it"),
        ("terminationGracePeriodSeconds", "remove it; timeout is what a pod gets to finish its requests"),
        ("workloadRef", "remove it"),
    ];

    /// <summary>Kinds of JSON, for the reason of <see cref="ContainerShapeRules"/>.</summary>
    private static readonly (JsonValueKind Kind, string Article, string[] Fields)[] Shapes =
    [
        (
            JsonValueKind.Array,
            "a list",
            ["hostAliases", "imagePullSecrets", "initContainers", "tolerations", "topologySpreadConstraints", "volumes"]),
        (JsonValueKind.Object, "an object", ["affinity", "dnsConfig", "nodeSelector", "securityContext"]),
        (
            JsonValueKind.String,
            "a string; put it into quotes",
            ["dnsPolicy", "priorityClassName", "runtimeClassName", "schedulerName", "serviceAccountName"]),
    ];

    private static readonly string[] Switches = ["automountServiceAccountToken", "enableServiceLinks", "shareProcessNamespace"];

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        foreach (var error in ShapeErrors(component))
        {
            yield return error;
        }

        foreach (var (name, instead) in NeverAllowed)
        {
            var field = component[name];
            if (field.IsSet)
            {
                yield return field.Error($"is not allowed by Knative: {instead}.");
            }
        }

        var account = component["serviceAccountName"];
        if (account is { IsSet: true, Text: { } text } && !DnsNames.IsSubdomain(text))
        {
            yield return account.Error("must be the name of a ServiceAccount: lower-case letters, digits, '-' and '.'.");
        }
    }

    private static IEnumerable<FieldError> ShapeErrors(ComponentFields component) =>
    [
        .. Shapes.SelectMany(shape =>
            shape.Fields.SelectMany(name => ContainerShapeRules.Must(component[name], shape.Kind, shape.Article))),
        .. Switches.Select(name => component[name])
            .Where(field => field is { IsPresent: true, Kind: not (JsonValueKind.True or JsonValueKind.False) })
            .Select(field => field.Error("must be true or false.")),
    ];
}
