using CanaryOperator.Api.Knative;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Controllers;

/// <summary>A revision that a cache does not have may be gone, or the cache may lag: somebody must look, once.</summary>
public sealed class RevisionLookupTests
{
    private const string Lookup = "GET revisions.serving.knative.dev demo/m-00001";

    private readonly Scene _scene = new();

    [Fact]
    public async Task A_previous_revision_that_only_the_cache_lacks_can_be_pinned()
    {
        await PromoteSecondAsync();
        _scene.Revisions.Clear();
        _scene.Revisions.Put(KnativeStatuses.Revision("m-00002", 2));
        _scene.Apply(Some.Flowers(2, percent: 0));

        await _scene.ReconcileAsync();

        _scene.Server.Requests.Where(request => request == Lookup).Should().HaveCount(1);
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(0), Some.Previous("m-00001", 100));
    }

    [Fact]
    public async Task A_previous_revision_that_is_gone_is_not_named_and_people_are_told()
    {
        await PromoteSecondAsync();
        _scene.Server.Remove(KnativeResources.Revisions, "m-00001");
        _scene.Revisions.Clear();
        _scene.Revisions.Put(KnativeStatuses.Revision("m-00002", 2));
        _scene.Apply(Some.Flowers(2, percent: 0));

        await _scene.ReconcileAsync();
        _scene.Clock.Advance(TimeSpan.FromSeconds(1));
        await _scene.ReconcileAsync();

        _scene.Server.Requests.Should().StartWith(Lookup);
        _scene.Service.Spec!.Traffic.Should().Equal(Some.Latest(100));
        _scene.Model.Status!.Summary("RollbackAvailable").Should().Be("False PreviousRevisionGone");
        _scene.Events.Reasons.Should().Contain("RollbackNotAvailable");
    }

    [Fact]
    public async Task Revisions_in_the_cache_are_not_looked_up()
    {
        await PromoteSecondAsync();

        await _scene.ReconcileAsync();

        _scene.Server.Requests.Should().BeEmpty();
    }

    private async Task PromoteSecondAsync()
    {
        await _scene.RollOutAsync(1);
        await _scene.RollOutAsync(2);
    }
}
