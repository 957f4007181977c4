using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Tests.Simulation;

namespace CanaryOperator.Runtime.Tests.Informers;

public sealed class AbsentKindTests : IDisposable
{
    private const string ListKind = "list widgets.shop.example.com";
    private const string WatchKind = "watch widgets.shop.example.com";
    private const string ListCrds = "list customresourcedefinitions.apiextensions.k8s.io";
    private const string WatchCrds = "watch customresourcedefinitions.apiextensions.k8s.io";

    private static readonly ResourceDescriptor<V1Lease> Widgets = WellKnownResources.Leases with
    {
        Group = "shop.example.com", Kind = "Widget", Plural = "widgets",
    };

    private readonly TestScheduler _scheduler = new();
    private readonly FakeCluster _cluster;
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly CancellationTokenSource _stop = new();

    public AbsentKindTests()
    {
        _cluster = new FakeCluster(_scheduler.Clock);
        _cluster.NotServed.Add(Widgets.QualifiedName);
    }

    [Fact]
    public void A_kind_without_definition_costs_no_request_while_one_watch_waits_for_the_definition()
    {
        var informer = Run();
        _scheduler.Advance(TimeSpan.FromMinutes(4));

        informer.HasSynced.Should().BeTrue();
        informer.IsServed.Should().BeFalse();
        _cluster.Requests.Should().Equal(ListKind, ListCrds, WatchCrds);
    }

    [Fact]
    public void A_definition_that_appears_is_followed_by_the_kind_at_once()
    {
        var informer = Run();
        _scheduler.Advance(TimeSpan.FromMinutes(4));
        _cluster.Requests.Clear();

        Install("gadgets.shop.example.com");
        _scheduler.Settle();
        _cluster.Requests.Should().BeEmpty("that is another kind");

        _cluster.NotServed.Clear();
        Install(Widgets.QualifiedName);
        _scheduler.Settle();

        informer.IsServed.Should().BeTrue();
        _cluster.Requests.Should().Equal(ListKind, WatchKind);
    }

    [Fact]
    public void Who_wants_to_know_is_told_once_when_the_kind_goes_and_when_it_comes()
    {
        List<bool> told = [];
        Run(created => created.ServedChanged += (_, _) => told.Add(created.IsServed));
        _scheduler.Advance(TimeSpan.FromMinutes(20));
        told.Should().Equal(false);

        _cluster.NotServed.Clear();
        Install(Widgets.QualifiedName);
        _scheduler.Advance(TimeSpan.FromMinutes(20));

        told.Should().Equal(false, true);
    }

    [Fact]
    public void A_definition_that_is_not_in_effect_yet_is_asked_for_again_within_two_seconds()
    {
        var informer = Run();
        Install(Widgets.QualifiedName);
        _scheduler.Settle();
        informer.IsServed.Should().BeFalse();

        _cluster.NotServed.Clear();
        _scheduler.Advance(TimeSpan.FromSeconds(1.6));

        informer.IsServed.Should().BeTrue();
    }

    [Fact]
    public void A_watch_that_ended_is_opened_again()
    {
        Run();

        _scheduler.Advance(TimeSpan.FromMinutes(11));

        _cluster.Requests.Should().Equal(ListKind, ListCrds, WatchCrds, ListKind, ListCrds, WatchCrds);
    }

    [Theory]
    [InlineData(ListCrds)]
    [InlineData(WatchCrds)]
    public void Without_the_right_to_see_definitions_the_kind_is_asked_for_once_a_minute(string forbidden)
    {
        _cluster.Forbidden.Add(forbidden);
        var informer = Run();
        _scheduler.Advance(TimeSpan.FromMinutes(10));
        informer.IsServed.Should().BeFalse();

        _cluster.NotServed.Clear();
        _scheduler.Advance(TimeSpan.FromMinutes(1));

        informer.IsServed.Should().BeTrue();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _scheduler.Settle();
        _stop.Dispose();
        _meter.Dispose();
    }

    private void Install(string definition) =>
        _cluster.Put(WellKnownResources.CustomResourceDefinitions, new V1PartialObjectMetadata { Metadata = new() { Name = definition } });

    private ResourceInformer<V1Lease> Run(Action<ResourceInformer<V1Lease>>? prepare = null)
    {
        var informer = new ResourceInformer<V1Lease>(
            _cluster,
            Widgets,
            new ListOptions(),
            null,
            _scheduler.Clock,
            new Random(1),
            new InformerMetrics(_meter),
            new RecordingLogger<ResourceInformer<V1Lease>>());
        prepare?.Invoke(informer);
        _ = _scheduler.Start(() => informer.RunAsync(_stop.Token));
        _scheduler.Settle();
        return informer;
    }
}
