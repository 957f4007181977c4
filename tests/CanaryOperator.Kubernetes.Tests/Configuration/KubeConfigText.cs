namespace CanaryOperator.Kubernetes.Tests.Configuration;

/// <summary>Kubeconfig files as short as a rule needs them.</summary>
internal static class KubeConfigText
{
    /// <summary>One context, <c>dev</c>. The entries are written on one line, as YAML flow maps.</summary>
    public static string Of(
        string cluster = "{server: 'https://dev:6443'}", string user = "{}", string context = "{cluster: dev, user: dev}") =>
        $"""
        apiVersion: v1
        kind: Config
        current-context: dev
        clusters: [{"{name: dev, cluster: " + cluster + "}"}]
        users: [{"{name: dev, user: " + user + "}"}]
        contexts: [{"{name: dev, context: " + context + "}"}]
        """;

    /// <summary>A file whose only context, cluster and user have this name and point at <c>https://(server):6443</c>.</summary>
    public static string Named(string name, string server, bool current = true) =>
        $$$"""
        {{{(current ? $"current-context: {name}" : "")}}}
        clusters: [{name: {{{name}}}, cluster: {server: 'https://{{{server}}}:6443'}}]
        users: [{name: {{{name}}}, user: {token: token-of-{{{server}}}}}]
        contexts: [{name: {{{name}}}, context: {cluster: {{{name}}}, user: {{{name}}}}}]
        """;
}
