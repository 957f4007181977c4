using System.Globalization;
using CanaryOperator.Core.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Core.Tests.Analysis;

public class LoopHistoryTests
{
    [Fact]
    public void History_that_fits_keeps_every_loop() =>
        Run(Enumerable.Range(1, 50).Select(Satisfied), budget: 50).Should().Equal(Enumerable.Range(1, 50).Select(Satisfied));

    [Fact]
    public void Ten_thousand_loops_of_40_values_stay_below_60_kB_and_reach_from_the_first_to_the_last()
    {
        const int Budget = 60_000;
        var history = new LoopHistory<Loop>(loop => loop.Number, loop => loop.Verdict, loop => loop.Size, Budget);
        IReadOnlyList<Loop> loops = [];
        var largest = 0;
        for (var number = 1; number <= 10_000; number++)
        {
            var loop = new Loop(number, number is >= 3_000 and < 3_010 ? "Violated" : "Satisfied");
            loops = history.Append(loops, loop with { Size = Json(loop).Length });
            largest = Math.Max(largest, loops.Sum(each => each.Size));
        }

        largest.Should().BeLessThanOrEqualTo(Budget);

        var numbers = Numbers(loops);
        numbers.Should().StartWith(1).And.EndWith([9_991, 9_992, 9_993, 9_994, 9_995, 9_996, 9_997, 9_998, 9_999, 10_000]);
        numbers.Should().Contain([3_000, 3_010], "the verdict changed there").And.BeInAscendingOrder();
        loops.Sum(loop => loop.Size).Should().BeGreaterThan(Budget * 9 / 10, "room is there to be used");
    }

    [Fact]
    public void Gaps_grow_with_age()
    {
        var numbers = Numbers(Run(Enumerable.Range(1, 5_000).Select(Satisfied), budget: 60));

        var gaps = numbers.Zip(numbers.Skip(1), (older, newer) => (Age: 5_000 - newer, Gap: newer - older)).ToList();
        gaps.Where(gap => gap.Age < 10).Should().OnlyContain(gap => gap.Gap == 1);
        gaps.Where(gap => gap.Age >= 10).Should().OnlyContain(gap => gap.Gap <= gap.Age / 2 + 2, "no age is without loops");
        var middles = gaps.Chunk(10).Select(some => some.Average(gap => gap.Gap)).ToList();
        middles.Should().BeInDescendingOrder();
    }

    [Fact]
    public void Changes_of_the_verdict_outlive_other_loops_but_not_the_newest()
    {
        long[] changes = [100, 101, 350, 700, 710];
        var verdict = "Satisfied";
        var loops = new List<Loop>();
        for (var number = 1; number <= 1_000; number++)
        {
            verdict = changes.Contains(number) ? (verdict == "Satisfied" ? "Violated" : "Satisfied") : verdict;
            loops.Add(new(number, verdict));
        }

        long[] newest = [991, 992, 993, 994, 995, 996, 997, 998, 999, 1_000];
        Numbers(Run(loops, budget: 16)).Should().Equal([1, .. changes, .. newest]);
        Numbers(Run(loops, budget: 13)).Should().StartWith(1).And.EndWith(newest).And.HaveCount(13);
        Numbers(Run(loops, budget: 5)).Should().StartWith(1).And.EndWith(1_000).And.HaveCount(5);
        Numbers(Run(loops, budget: 2)).Should().Equal(1, 1_000);
        Numbers(Run(loops, budget: 1)).Should().Equal(1_000);
        Numbers(Run(loops, budget: 0)).Should().BeEmpty("it must be possible to save it");
    }

    [Fact]
    public void Failed_loop_between_others_is_a_change()
    {
        var loops = Enumerable.Range(1, 500).Select(number => new Loop(number, number == 250 ? null : "Satisfied"));

        Numbers(Run(loops, budget: 13)).Should().Equal(1, 250, 251, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500);
    }

    [Fact]
    public void Loop_that_is_repeated_replaces_itself()
    {
        var history = Counting(10);
        var before = Run(Enumerable.Range(1, 30).Select(Satisfied), budget: 10);

        history.Append(before, Satisfied(30)).Should().Equal(before);
        history.Append(before, new(30, "Violated")).Should().Equal([.. before.SkipLast(1), new(30, "Violated")]);
    }

    [Fact]
    public void Whatever_the_loops_the_history_fits_and_keeps_its_ends()
    {
        var runs = Gen.Choose(1, 80).SelectMany(count => Gen.Elements<string?>("Satisfied", "Violated", "NoData", null).ArrayOf(count));
        var cases = runs.SelectMany(verdicts => Gen.Choose(2, 30).Select(budget => (verdicts, budget)));
        Prop.ForAll(Arb.From(cases), example =>
        {
            var loops = Run(example.verdicts.Select((verdict, index) => new Loop(index + 1, verdict)), example.budget);

            loops.Should().HaveCount(Math.Min(example.budget, example.verdicts.Length));
            Numbers(loops).Should().StartWith(1).And.EndWith(example.verdicts.Length).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
            Counting(example.budget).Append(loops, loops[^1]).Should().Equal(loops, "nothing has changed");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20_261_122, 1));
    }

    private static IReadOnlyList<Loop> Run(IEnumerable<Loop> loops, int budget) =>
        loops.Aggregate((IReadOnlyList<Loop>)[], Counting(budget).Append);

    private static LoopHistory<Loop> Counting(int budget) => new(loop => loop.Number, loop => loop.Verdict, loop => loop.Size, budget);

    private static Loop Satisfied(int number) => new(number, "Satisfied");

    private static long[] Numbers(IEnumerable<Loop> loops) => [.. loops.Select(loop => loop.Number)];

    /// <summary>As a status would hold it: two versions with 20 metrics.</summary>
    private static string Json(Loop loop)
    {
        var values = string.Join(',', Enumerable.Range(0, 20).Select(metric =>
            $"\"kserve-prometheus/metric-{metric}\":{(loop.Number * 1.37 + metric).ToString(CultureInfo.InvariantCulture)}"));
        var version = $$"""{"name":"candidate","revision":"sklearn-iris-predictor-00002","trafficPercent":10,"values":{ {{values}} } }""";
        var versions = $"[{version},{version}]";
        return $$"""{"loop":{{loop.Number}},"time":"2026-11-22T10:00:00Z","verdict":"{{loop.Verdict}}","versions":{{versions}} }""";
    }

    private sealed record Loop(long Number, string? Verdict, int Size = 1);
}
