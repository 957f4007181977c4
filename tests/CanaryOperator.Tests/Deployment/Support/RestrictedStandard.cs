using System.Text.Json.Nodes;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>
/// Kubernetes' pod security standard <i>restricted</i> (and so <i>baseline</i>), for the fields that a chart like ours may set.
/// </summary>
internal static class RestrictedStandard
{
    private static readonly string[] Volumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IEnumerable<string> Violations(JsonObject pod)
    {
        foreach (var field in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(field => IsTrue(pod[field])))
        {
            yield return field;
        }

        foreach (var volume in pod["volumes"]?.AsArray() ?? [])
        {
            if (!volume!.AsObject().Any(field => Volumes.Contains(field.Key)))
            {
                yield return $"volume {volume["name"]}";
            }
        }

        var podContext = pod["securityContext"];
        foreach (var container in (pod["initContainers"]?.AsArray() ?? []).Concat(pod["containers"]!.AsArray()))
        {
            foreach (var violation in Violations(podContext, container!))
            {
                yield return $"{container!["name"]}: {violation}";
            }
        }
    }

    private static IEnumerable<string> Violations(JsonNode? pod, JsonNode container)
    {
        var context = container["securityContext"];
        if (!IsTrue(context?["runAsNonRoot"] ?? pod?["runAsNonRoot"]))
        {
            yield return "runAsNonRoot";
        }

        if ((context?["runAsUser"] ?? pod?["runAsUser"])?.GetValue<long>() == 0)
        {
            yield return "runAsUser";
        }

        if ((context?["seccompProfile"] ?? pod?["seccompProfile"])?["type"]?.GetValue<string>() is not ("RuntimeDefault" or "Localhost"))
        {
            yield return "seccompProfile";
        }

        if (context?["allowPrivilegeEscalation"]?.GetValue<bool>() != false || IsTrue(context["privileged"]))
        {
            yield return "privileges";
        }

        if (context?["capabilities"]?["drop"]?.AsArray().Any(name => name!.GetValue<string>() == "ALL") != true
            || context["capabilities"]!["add"] is not null)
        {
            yield return "capabilities";
        }

        if (container["ports"]?.AsArray().Any(port => port!["hostPort"] is not null) == true)
        {
            yield return "hostPort";
        }
    }

    private static bool IsTrue(JsonNode? node) => node?.GetValue<bool>() == true;
}
