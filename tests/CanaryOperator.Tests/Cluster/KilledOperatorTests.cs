using System.Text.Json;
using System.Text.RegularExpressions;
using CanaryOperator.Api;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Cluster.Support;
using Xunit.Abstractions;

namespace CanaryOperator.Tests.Cluster;

[Collection(DisturbedCluster.Name)]
public sealed partial class KilledOperatorTests(DisturbedCluster cluster, ITestOutputHelper output)
{
    /// <summary>Default, canary, promotion, pin: each is one write of the Knative Service and at least one of the status.</summary>
    private const int FewestWrites = 8;

    private static readonly (string Predictor, string Shares)[] Walk =
    [
        (Predictor.Model(1), "1=100"),
        (Predictor.Model(2, "10"), "1=90 2=10"),
        (Predictor.Model(2), "2=100"),
        (Predictor.Model(2, "0"), "1=100 2=0"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_walk_ends_the_same_whichever_write_the_operator_dies_at(bool isWriteCarriedOut)
    {
        await using var mortal = await MortalOperator.StartAsync(cluster);
        var undisturbed = await WalkAsync(mortal, new("nowhere", 1, isWriteCarriedOut), expected: null);
        for (var number = 1; ; number++)
        {
            var space = await cluster.NamespaceAsync();
            var fatal = new FatalWrite(space.Name, number, isWriteCarriedOut);

            var end = await WalkAsync(mortal, fatal, undisturbed, space);

            end.Should().Be(undisturbed, "the operator died at {0}", fatal);
            if (!fatal.HasStruck)
            {
                output.WriteLine($"{fatal.Writes} writes, and the operator died at each of them.");
                fatal.Writes.Should().BeGreaterOrEqualTo(FewestWrites);
                return;
            }
        }
    }

    private async Task<string> WalkAsync(MortalOperator mortal, FatalWrite fatal, string? expected, TestNamespace? @namespace = null)
    {
        var space = @namespace ?? await cluster.NamespaceAsync();
        await using var history = new TrafficHistory(cluster.Client, space.Name);
        mortal.LetDieAt(fatal);
        foreach (var (predictor, shares) in Walk)
        {
            await space.ApplyAsync(predictor);
            var settled = space.SettlesAsync(shares);
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await mortal.ReviveAsync();
                    return settled.IsCompleted;
                },
                $"the step to {shares} is done");
            await settled;
        }

        var end = await EndAsync(mortal, space, expected);
        (await history.SharesAsync(TestNamespace.Service)).Should().Equal(
            Walk.Select(step => step.Shares), "the operator died at {0}", fatal);
        (await history.SplitsAsync(TestNamespace.Service)).Should().Equal("latest=100", "latest=10 1=90", "latest=100", "latest=0 1=100");
        return end;
    }

    /// <summary>
    /// The last status may still be on its way: waits for the expected end, or else until the operator has nothing more to say.
    /// </summary>
    private async Task<string> EndAsync(MortalOperator mortal, TestNamespace space, string? expected)
    {
        if (expected is null)
        {
            await cluster.Audit.FallsSilentAsync(ClusterFixture.Operator.Name, TimeSpan.FromSeconds(2), space.Name);
            return await DescribeAsync(space);
        }

        var end = "";
        try
        {
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await mortal.ReviveAsync();
                    return (end = await DescribeAsync(space)) == expected;
                },
                "the end of an undisturbed walk");
        }
        catch (TimeoutException)
        {
            // The caller shows the difference.
        }

        return end;
    }

    /// <summary>Everything that the operator decides, without what differs between two walks: names, times and versions.</summary>
    private static async Task<string> DescribeAsync(TestNamespace space)
    {
        var inferenceService = await space.ReadAsync();
        var service = await space.ReadServiceAsync();
        var text = string.Join(
            '\n',
            JsonSerializer.Serialize(inferenceService with { Metadata = new() }, ApiJsonContext.Default.InferenceService),
            JsonSerializer.Serialize(
                service with { Metadata = new() { Generation = service.Metadata.Generation, Labels = service.Metadata.Labels } },
                ApiJsonContext.Default.KnativeService));
        return Times().Replace(text.Replace(space.Name, "NAMESPACE", StringComparison.Ordinal), "TIME");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z", RegexOptions.None, 5000)]
    private static partial Regex Times();
}
