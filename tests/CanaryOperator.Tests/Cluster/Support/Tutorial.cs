using CanaryOperator.Local.Demos;
using CanaryOperator.Testing;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>The first tutorial, as its reader goes through it in the namespace <c>default</c>.</summary>
/// <param name="samples">Folder of its YAML.</param>
/// <param name="resource">How the InferenceService is called in <c>kubectl get</c>.</param>
internal sealed class Tutorial(ClusterFixture cluster, string samples, string resource)
{
    private readonly Dictionary<Revision, string> _revisions = [];

    /// <summary>Returns when kubectl shows what the step promises.</summary>
    public async Task TakeAsync(CanaryStep step)
    {
        await cluster.KubectlAsync("apply", "-f", $"{samples}/{step.File}");
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var table = KubectlTable.Parse(await cluster.KubectlAsync("get", resource, TestNamespace.Model));
                return step.Row.Differences(table, _revisions).Count == 0;
            },
            step.Story);
    }

    public async Task CleanUpAsync()
    {
        await cluster.KubectlAsync("delete", resource, TestNamespace.Model);
        await cluster.KubectlAsync("delete", "ksvc", TestNamespace.Service, "--ignore-not-found");
        await Eventually.BecomesTrueAsync(
            async () => (await cluster.KubectlAsync("get", "ksvc,revisions.serving.knative.dev", "-o", "name")).Length == 0,
            "everything of it is gone");
    }
}
