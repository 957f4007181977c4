using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;
using CanaryOperator.Tests.Experiments.Support;

namespace CanaryOperator.Tests.Serving;

/// <summary>A real Prometheus counts what the load command counted, in both generations of Knative's metrics.</summary>
public abstract class RequestMetricsTests(ServingFixture cluster)
{
    /// <summary>Of the models, in milliseconds.</summary>
    private const double Latency = 70;

    private protected abstract string Histogram { get; }

    private protected abstract string RevisionLabel { get; }

    private protected abstract string NamespaceLabel { get; }

    /// <summary>Milliseconds per unit of the histogram.</summary>
    private protected abstract double Unit { get; }

    /// <summary>Bounds of the histogram that 70 ms, and a busy machine, may come near to; in milliseconds.</summary>
    private protected abstract IReadOnlyList<double> Bounds { get; }

    [PrometheusFact]
    public async Task Prometheus_has_the_counts_and_the_percentiles_of_the_load_command()
    {
        var space = await cluster.NamespaceAsync();
        await space.ApplyAsync(Model("first"));
        await space.SettlesAsync("1=100");
        await space.ApplyAsync(Model("second", "canaryTrafficPercent: 30, "));
        await space.SettlesAsync("1=70 2=30");

        var result = await ServingFixture.LoadAsync(await cluster.TargetAsync(space), rate: 100, seconds: 3);

        result.Errors.Should().BeEmpty();
        var selector = $"{NamespaceLabel}=\"{space.Name}\"";
        IReadOnlyDictionary<string, double> counts = new Dictionary<string, double>();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                counts = await cluster.QueryAsync($"sum by ({RevisionLabel}) ({Histogram}_count{{{selector}}})", RevisionLabel);
                return counts.Values.Sum() >= result.Requests;
            },
            "Prometheus has scraped the last request");
        counts.Should().BeEquivalentTo(
            result.Revisions.ToDictionary(revision => revision.Key, revision => (double)revision.Value.Requests));

        var quantiles = await cluster.QueryAsync(
            $"histogram_quantile(0.9, sum by (le, {RevisionLabel}) ({Histogram}_bucket{{{selector}}}))", RevisionLabel);
        foreach (var (revision, quantile) in quantiles)
        {
            // Whoever asks waits at least as long as the server counts: the bucket is that of 70 ms, or on a busy machine up to the asker's.
            var asker = result.Revisions[revision].Latencies.Percentile(90).TotalMilliseconds;
            var lower = Bounds.Last(bound => bound < Latency);
            asker.Should().BeGreaterThan(lower);
            (quantile * Unit).Should().BeInRange(lower, Bounds.First(bound => bound >= asker));
        }
    }

    private static string Model(string model, string fields = "") =>
        $"{{{fields}annotations: {{local.canaryoperator.io/latency: {Latency}ms}}, "
        + $"model: {{modelFormat: {{name: sklearn}}, storageUri: \"gs://models/{model}\"}}}}";
}
