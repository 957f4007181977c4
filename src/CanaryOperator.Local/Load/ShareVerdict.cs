using CanaryOperator.Core.Statistics;

namespace CanaryOperator.Local.Load;

/// <summary>Whether one revision answered as many requests as its share lets expect.</summary>
/// <param name="Answers">Of the revision.</param>
/// <param name="Share">Observed, 0 to 1.</param>
/// <param name="Percent">Expected; zero for one that should not answer at all.</param>
/// <param name="Expected">How many requests chance lets it answer.</param>
internal sealed record ShareVerdict(string Revision, RevisionResult Answers, double Share, long Percent, CountInterval Expected)
{
    private static readonly RevisionResult None = new(0, new Latencies([]));

    public long Requests => Answers.Requests;

    public bool IsInside => Expected.Contains(Requests);

    /// <summary>For every revision that answered or should have, in the order of their names.</summary>
    /// <param name="percents">As <see cref="LoadTarget.Percents"/>.</param>
    /// <param name="confidence">For each of them, as in 0.99.</param>
    public static IReadOnlyList<ShareVerdict> Of(LoadResult result, IReadOnlyDictionary<string, long> percents, double confidence)
    {
        var answersOfService = result.Revisions
            .GroupBy(revision => ServiceOf(revision.Key), revision => revision.Value.Requests)
            .ToDictionary(service => service.Key, service => service.Sum());
        return [.. result.Revisions.Keys.Union(percents.Keys).Order(StringComparer.Ordinal).Select(Judge)];

        ShareVerdict Judge(string revision)
        {
            var answers = result.Revisions.GetValueOrDefault(revision, None);
            var all = answersOfService.GetValueOrDefault(ServiceOf(revision));
            var percent = percents.GetValueOrDefault(revision);
            var expected = Binomial.CentralInterval(all, percent / 100.0, confidence);
            return new(revision, answers, all == 0 ? 0 : (double)answers.Requests / all, percent, expected);
        }
    }

    /// <summary>Knative appends a number. Components share their requests among their own revisions only.</summary>
    private static string ServiceOf(string revision) => revision[..Math.Max(0, revision.LastIndexOf('-'))];
}
