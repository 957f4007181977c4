using System.Text.Json.Nodes;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>One verb on one kind, as RBAC grants it.</summary>
/// <param name="Resource">As kubectl writes it: <c>plural.group</c>, or <c>plural</c> for the core group.</param>
/// <param name="Subresource">Empty for the object itself.</param>
/// <param name="Namespace">Null when it is granted in all.</param>
/// <param name="Name">Null when it is granted on all.</param>
internal sealed record Right(string Verb, string Resource, string Subresource, string? Namespace, string? Name)
{
    /// <summary>What the roles of a chart grant, each verb on each kind for itself.</summary>
    public static IReadOnlyList<Right> Of(RenderedChart chart) =>
        [.. chart.OfKind("ClusterRole").Concat(chart.OfKind("Role")).SelectMany(OfRole)];

    public bool IsUsedBy(AuditEntry entry) =>
        !IsRefusal(entry)
        && (entry.Verb, entry.Resource, entry.Subresource) == (Verb, Resource, Subresource)
        && (Namespace is null || Namespace == entry.Namespace)
        && (Name is null || Name == entry.Name);

    public static bool IsRefusal(AuditEntry entry) => entry.Code is 401 or 403;

    public override string ToString() =>
        $"{Verb} {Resource}{(Subresource.Length > 0 ? "/" : "")}{Subresource}{(Namespace is null ? "" : $" in {Namespace}")}";

    private static IEnumerable<Right> OfRole(JsonObject role) =>
        from rule in role["rules"]!.AsArray()
        from @group in Texts(rule!["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        from name in Texts(rule["resourceNames"]).DefaultIfEmpty()
        let parts = resource.Split('/')
        select new Right(
            verb,
            @group.Length == 0 ? parts[0] : $"{parts[0]}.{@group}",
            parts.ElementAtOrDefault(1) ?? "",
            role["metadata"]!["namespace"]?.GetValue<string>(),
            name);

    private static IEnumerable<string> Texts(JsonNode? list) => list?.AsArray().Select(item => item!.GetValue<string>()) ?? [];
}
