using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Core.Tests.Rollouts;

public class KnownRevisionsTests
{
    private static readonly KnownRevisions Revisions = new(
        new Dictionary<string, long> { ["v1"] = 1, ["v2"] = 2, ["v10"] = 10 }, new HashSet<string> { "v0" });

    [Theory]
    [InlineData("v0", true)]
    [InlineData("v1", false)]
    [InlineData("unseen", false)]
    public void IsMissing_only_when_proven(string revision, bool expected) => Revisions.IsMissing(revision).Should().Be(expected);

    [Theory]
    [InlineData("v2", "v10", true)]
    [InlineData("v10", "v2", false)]
    [InlineData("v1", "v1", false)]
    [InlineData("unseen", "v1", false)]
    [InlineData("v1", "unseen", false)]
    public void IsOlder_by_generation_and_only_when_both_are_known(string revision, string than, bool expected) =>
        Revisions.IsOlder(revision, than).Should().Be(expected);

    [Theory]
    [InlineData("v2", "v1", true, "v10 may become ready first")]
    [InlineData("v10", "v2", false, "nothing is between")]
    [InlineData("v10", "v1", true, "v2 is between")]
    [InlineData("v10", null, true, "anything may be the first")]
    [InlineData("unseen", "v10", true, "where the candidate is not seen, others may be unseen too")]
    public void MayPrecede_when_another_revision_can_become_ready(string candidate, string? latestReady, bool expected, string because) =>
        Revisions.MayPrecede(candidate, latestReady).Should().Be(expected, because);
}
