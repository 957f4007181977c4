using System.Diagnostics.Metrics;
using System.Text.Json;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Ingress;
using CanaryOperator.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Tests.Cluster;

/// <summary>What the API server makes of the outer route's Service, and of changes of the configuration.</summary>
[Collection(RunningCluster.Name)]
public sealed class IngressObjectsTests(RunningCluster cluster)
{
    [Fact]
    public async Task An_alias_has_no_drift_once_it_is_stored()
    {
        var alias = await AliasAsync();

        var stored = await cluster.Client.CreateAsync(WellKnownResources.Services, alias, CancellationToken.None);

        IngressDrift.Correct(stored, alias).Should().BeNull();
    }

    [Fact]
    public async Task An_alias_that_became_something_else_is_one_again_after_one_write()
    {
        var alias = await AliasAsync();
        var ports = Json.Element("""[{"name": "http", "port": 80}]""");
        var other = alias with
        {
            Spec = new() { Type = "ClusterIP", AdditionalProperties = new Dictionary<string, JsonElement> { ["ports"] = ports } },
        };
        var stored = await cluster.Client.CreateAsync(WellKnownResources.Services, other, CancellationToken.None);

        var corrected = await cluster.Client.UpdateAsync(
            WellKnownResources.Services, IngressDrift.Correct(stored, alias)!, CancellationToken.None);

        IngressDrift.Correct(corrected, alias).Should().BeNull();
    }

    [Fact]
    public async Task A_change_of_the_configuration_takes_effect()
    {
        var space = await cluster.NamespaceAsync();
        using var meter = new Meter("test");
        using var stop = new CancellationTokenSource();
        var scope = new ListOptions { Namespace = space.Name, FieldSelector = "metadata.name=inferenceservice-config" };
        var informer = new ResourceInformer<V1ConfigMap>(
            cluster.Client,
            WellKnownResources.ConfigMaps,
            scope,
            transform: null,
            TimeProvider.System,
            new Random(1),
            new InformerMetrics(meter),
            NullLogger<ResourceInformer<V1ConfigMap>>.Instance);
        var events = new RecordedEvents();
        var source = new ConfigurationSource(
            new(space.Name, "inferenceservice-config"), informer, events, NullLogger<ConfigurationSource>.Instance);
        var running = informer.RunAsync(stop.Token);

        await space.KubectlAsync(
            "create", "configmap", "inferenceservice-config", """--from-literal=ingress={"ingressDomain": "models.example.org"}""");
        await Eventually.BecomesTrueAsync(
            () => source.Current.Ingress.IngressDomain == "models.example.org", "the domain is taken over");

        await space.KubectlAsync("patch", "configmap", "inferenceservice-config", "--patch", """{"data": {"ingress": "nonsense"} }""");
        await Eventually.BecomesTrueAsync(() => source.LastError is not null, "the nonsense is refused");
        source.Current.Ingress.IngressDomain.Should().Be("models.example.org");
        events.LastRegarding.Should().BeEquivalentTo(
            new { ApiVersion = "v1", Kind = "ConfigMap", Name = "inferenceservice-config", NamespaceProperty = space.Name });

        await stop.CancelAsync();
        await running;
    }

    private async Task<V1Service> AliasAsync()
    {
        var space = await cluster.NamespaceAsync();
        var alias = ExternalNameRenderer.Render(Routes.InferenceService(@namespace: space.Name), new IngressConfig());

        // The garbage collector would take away the child of an owner that does not exist.
        return alias with { Metadata = alias.Metadata with { OwnerReferences = null } };
    }
}
