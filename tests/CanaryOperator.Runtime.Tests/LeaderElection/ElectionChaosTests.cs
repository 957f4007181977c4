namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>Whatever happens to processes, clocks and network: never two leaders, and always one again once things are quiet.</summary>
public class ElectionChaosTests
{
    private const int StormsPerRun = 6;
    private const int StepsPerStorm = 2000;
    private const int StepsOfQuiet = 900;

    public static TheoryData<int, int> Runs()
    {
        var runs = new TheoryData<int, int>();
        for (var seed = 1; seed <= 8; seed++)
        {
            runs.Add(2, seed);
            runs.Add(5, seed);
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Never_two_lead_at_once_and_somebody_always_leads_again(int candidates, int seed) => OnOneThread.Run(() =>
    {
        var chaos = new ElectionChaos(candidates, seed);
        for (var storm = 0; storm < StormsPerRun; storm++)
        {
            for (var step = 0; step < StepsPerStorm; step++)
            {
                chaos.Disturb();
                chaos.Step();
                AssertAtMostOneLeads(chaos);
            }

            chaos.Calm();
            for (var step = 0; step < StepsOfQuiet; step++)
            {
                chaos.Step();
                AssertAtMostOneLeads(chaos);
            }

            chaos.Leaders.Should().ContainSingle($"it has been quiet for a while, seed {seed}");
        }

        chaos.Terms.Should().BeGreaterThan(10, "a storm in which leadership never moves tests nothing");
    });

    [Fact]
    public void The_same_seed_gives_the_same_history() => OnOneThread.Run(() =>
    {
        var histories = Enumerable.Range(0, 2).Select(_ =>
        {
            var chaos = new ElectionChaos(3, 99);
            for (var step = 0; step < 3000; step++)
            {
                chaos.Disturb();
                chaos.Step();
            }

            return (chaos.Store.Current!.Metadata.ResourceVersion, chaos.Store.Spec);
        }).ToList();

        histories[0].Should().Be(histories[1]);
    });

    private static void AssertAtMostOneLeads(ElectionChaos chaos)
    {
        var leaders = chaos.Leaders.ToList();
        if (leaders.Count > 1)
        {
            Assert.Fail($"{string.Join(" and ", leaders.Select(leader => leader.Identity))} lead at {chaos.Now}");
        }
    }
}
