using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.Gateways.Endpoints;
using CanaryOperator.Local.Tests.Serving.Gateways.Support;
using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Tests.Serving.Gateways.Endpoints;

public sealed class EndpointTableTests
{
    private static readonly NamespacedName Revision = new(Some.Namespace, "r");
    private static readonly V1Pod Pod = Some.Pod("a", "r", "127.0.0.1:1");

    private readonly EndpointTable _table = new();

    public static TheoryData<string, object> NoEndpoints => new()
    {
        { "it ends", Pod.Terminating() },
        { "it is not ready", Pod.NotReady() },
        { "it has no status yet", Pod with { Status = null } },
        { "it belongs to no revision", Pod with { Metadata = Pod.Metadata with { Labels = null } } },
        { "it has no address", Pod with { Metadata = Pod.Metadata with { Annotations = null } } },
        { "it belongs to another revision", Some.Pod("a", "other", "127.0.0.1:1") },
    };

    [Theory]
    [MemberData(nameof(NoEndpoints))]
    public void A_pod_takes_no_requests_when(string what, object pod)
    {
        _table.Put(Pod).Should().BeTrue();
        _table.Pick(Revision, null)!.Address.Should().Be("127.0.0.1:1");

        _table.Put((V1Pod)pod).Should().BeTrue(what);

        _table.Pick(Revision, null).Should().BeNull(what);
    }

    [Fact]
    public void Equally_busy_pods_take_turns_and_a_busier_one_is_spared()
    {
        _table.Put(Pod);
        _table.Put(Some.Pod("b", "r", "127.0.0.1:2"));
        var first = _table.Pick(Revision, null)!;
        var second = _table.Pick(Revision, null)!;
        first.Should().NotBe(second);

        first.Begin();

        _table.Pick(Revision, null).Should().Be(second);
        _table.Pick(Revision, null).Should().Be(second);
        _table.Pick(Revision, [second]).Should().Be(first);
        _table.Pick(Revision, [first, second]).Should().BeNull();
    }

    [Fact]
    public void A_pod_that_only_reports_something_keeps_its_count()
    {
        _table.Put(Pod);
        var endpoint = _table.Pick(Revision, null)!;

        _table.Put(Pod with { Status = Pod.Status! with { Phase = "Running" } }).Should().BeFalse();

        _table.Pick(Revision, null).Should().BeSameAs(endpoint);
    }

    [Fact]
    public void A_deleted_pod_is_gone_and_the_others_stay()
    {
        _table.Put(Pod);
        _table.Put(Some.Pod("b", "r", "127.0.0.1:2"));

        _table.Remove(new(Some.Namespace, "a")).Should().BeTrue();
        _table.Remove(new(Some.Namespace, "a")).Should().BeFalse();

        _table.Pick(Revision, null)!.Pod.Name.Should().Be("b");
    }
}
