using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

[Collection(RestrictedOperator.Name)]
public sealed class WatchNamespacesTests(RestrictedOperator cluster)
{
    private const string ConfigMap = "inferenceservice-config";

    private static readonly string[] WithoutNamespace =
    [
        "clustermetrictemplates.canaryoperator.io",
        "clusterservingruntimes.serving.kserve.io",
        "mutatingwebhookconfigurations.admissionregistration.k8s.io",
        "validatingwebhookconfigurations.admissionregistration.k8s.io",
    ];

    /// <summary>One test, because at its end the operator has to stop: only then the audit log has its watches.</summary>
    [HelmFact]
    public async Task The_operator_does_its_work_in_its_namespaces_and_asks_for_nothing_in_others()
    {
        var elsewhere = await cluster.NamespaceAsync();
        await elsewhere.ApplyAsync(Predictor.Model(1));
        var (first, second) = (cluster.In(RestrictedOperator.Watched[0]), cluster.In(RestrictedOperator.Watched[1]));
        await first.ApplyAsync(Predictor.Model(1));
        await first.SettlesAsync("1=100");
        await first.ApplyAsync(Predictor.Model(2, "10"));
        await first.SettlesAsync("1=90 2=10");
        await first.ApplyAsync(Predictor.Model(2));
        await first.SettlesAsync("2=100");
        await second.ApplyAsync(Predictor.Model(1));
        await second.SettlesAsync("1=100");
        await AConfigurationThatDoesNotParseIsAnEventAsync();

        var requests = await cluster.RequestsAsync();

        requests.Where(Right.IsRefusal).Should().BeEmpty();
        requests.Where(entry => entry.Namespace.Length == 0).Select(entry => entry.Resource).Distinct().Should()
            .BeEquivalentTo(WithoutNamespace);
        requests.Where(entry => entry.Namespace.Length > 0).Select(entry => entry.Namespace).Distinct()
            .Should().BeEquivalentTo([RenderedChart.Namespace, .. RestrictedOperator.Watched]);
        (await elsewhere.ReadAsync()).Status.Should().BeNull();
    }

    private async Task AConfigurationThatDoesNotParseIsAnEventAsync()
    {
        var home = cluster.In(RenderedChart.Namespace);
        await home.KubectlAsync("create", "configmap", ConfigMap, "--from-literal=ingress=nonsense");
        await Eventually.BecomesTrueAsync(
            async () => (await home.EventsAsync()).Any(published => published.Regarding?.Name == ConfigMap),
            "an event about the configuration");
    }
}
