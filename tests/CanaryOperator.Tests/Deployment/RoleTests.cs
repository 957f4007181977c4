using System.Text.Json.Nodes;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

/// <summary>
/// The chart's role is what the operator needs and nothing else, by the API server's own account: a right too few would be a request that
/// was refused, a right too many one that was never used.
/// </summary>
[Collection(InstalledOperator.Name)]
public sealed class RoleTests(InstalledOperator cluster)
{
    /// <summary>
    /// Never the right of a request of its own: the API server asks for it when a child names its owner. See the theory below.
    /// </summary>
    private const string Finalizers = "finalizers";

    [HelmFact]
    public async Task The_published_operator_walks_through_the_tutorials_as_the_service_account_of_the_chart() =>
        (await cluster.WalkAsync()).Should().NotBeEmpty();

    [HelmFact]
    public async Task No_request_is_refused_for_want_of_a_right() =>
        (await cluster.WalkAsync()).Where(Right.IsRefusal).Should().BeEmpty();

    [HelmFact]
    public async Task Every_right_is_used()
    {
        var requests = await cluster.WalkAsync();

        Right.Of(cluster.Chart)
            .Where(right => right.Subresource != Finalizers && !requests.Any(right.IsUsedBy))
            .Select(right => right.ToString())
            .Should().BeEmpty();
    }

    [HelmTheory]
    [InlineData("inferenceservices/finalizers", "update", "create services.serving.knative.dev")]
    [InlineData("inferenceservices/status", "patch", "patch inferenceservices.serving.kserve.io/status")]
    [InlineData("events", "create", "create events.events.k8s.io")]
    public async Task Without_a_rule_a_request_is_refused(string resource, string verb, string refused)
    {
        await cluster.WalkAsync();
        var known = (await cluster.Audit.ReadAsync()).Count;
        var role = JsonNode.Parse(await cluster.KubectlAsync("get", "clusterrole", Role, "-o", "json"))!["rules"]!.AsArray();
        var less = role.Where(rule => rule!["resources"]!.AsArray().All(name => name!.GetValue<string>() != resource));
        await SetRulesAsync(new JsonArray([.. less.Select(rule => rule!.DeepClone())]));
        try
        {
            await Eventually.BecomesTrueAsync(
                () => IsTakenAsync(resource, verb), $"the API server knows that {verb} {resource} is not granted any more");
            var space = await cluster.NamespaceAsync();
            await space.ApplyAsync(Predictor.Model(1));

            await Eventually.BecomesTrueAsync(
                async () => (await cluster.Audit.ReadAsync()).Skip(known).Any(entry =>
                    entry.User == InstalledOperator.Account && Right.IsRefusal(entry) && Describe(entry) == refused),
                $"refused: {refused}");
        }
        finally
        {
            await SetRulesAsync(role);
        }
    }

    private static string Role => $"{RenderedChart.Namespace}-{RenderedChart.Release}";

    private static string Describe(AuditEntry entry) =>
        new Right(entry.Verb, entry.Resource, entry.Subresource, Namespace: null, Name: null).ToString();

    private Task<string> SetRulesAsync(JsonArray rules) => cluster.KubectlAsync(
        "patch",
        "clusterrole",
        Role,
        "--type=json",
        "--patch",
        $$"""[{"op":"replace","path":"/rules","value":{{rules.ToJsonString()}}}]""");

    private async Task<bool> IsTakenAsync(string resource, string verb)
    {
        var parts = resource.Split('/');
        string[] subresource = parts.Length > 1 ? ["--subresource", parts[1]] : [];
        var kind = parts[0] == "events" ? "events.events.k8s.io" : $"{parts[0]}.serving.kserve.io";
        var answer = await cluster.Cluster.Kubectl.RunAsync(
            ["auth", "can-i", verb, kind, .. subresource, "--as", InstalledOperator.Account, "--all-namespaces"], CancellationToken.None);
        return answer.Output.Trim() == "no";
    }
}
