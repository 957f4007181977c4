using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Notifications;

namespace CanaryOperator.Tests.Experiments.Notifications;

public sealed class NotificationPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Loops as their verdicts: V, S, N, and - for one that failed. Told as number and verdict of the last loop told, or nothing.
    /// </summary>
    [Theory]
    [InlineData("VerdictChanged", "", "", false)]
    [InlineData("VerdictChanged", "-", "", false)]
    [InlineData("VerdictChanged", "S", "", true)]
    [InlineData("VerdictChanged", "S", "1S", false)]
    [InlineData("VerdictChanged", "SS", "1S", false)]
    [InlineData("VerdictChanged", "S-", "1S", false)]
    [InlineData("VerdictChanged", "SV", "1S", true)]
    [InlineData("VerdictChanged", "SV-", "1S", true)]
    [InlineData("VerdictChanged", "SVS", "1S", true)]
    [InlineData("VerdictChanged", "SVS", "2V", true)]
    [InlineData("VerdictChanged", "SVSS", "3S", false)]
    [InlineData(null, "SN", "1S", true)]
    [InlineData("EveryLoop", "", "", false)]
    [InlineData("EveryLoop", "-", "", true)]
    [InlineData("EveryLoop", "SS", "1S", true)]
    [InlineData("EveryLoop", "SS", "2S", false)]
    [InlineData("Completed", "SV", "", false)]
    [InlineData("Completed", "SV!", "", true)]
    [InlineData("Completed", "!", "", true)]
    [InlineData("Completed", "!", "0", false)]
    [InlineData("Completed", "SV!", "2V", false)]
    [InlineData("Completed", "SVV!", "2V", true)]
    public void What_is_news_depends_on_what_was_told(string? when, string loops, string told, bool isDue)
    {
        var known = told.Length == 0 ? null : new NotificationStatus { Loop = told[0] - '0', Verdict = VerdictOf(told[1..]), Time = Start };

        NotificationPlan.At(Spec(when), known, Status(loops), Start).Should().Be(new NotificationPlan(isDue, Next: null));
    }

    [Fact]
    public void A_verdict_whose_loop_is_thinned_out_is_told_all_the_same() =>
        NotificationPlan.At(Spec(null), new() { Loop = 1, Verdict = "Satisfied" }, Status("SV") with { History = null }, Start)
            .IsDue.Should().BeTrue();

    [Fact]
    public void What_fails_is_tried_again_ever_later_and_given_up_after_ten_minutes()
    {
        var (spec, status, now) = (Spec("EveryLoop"), Status("S"), Start);
        NotificationStatus? told = null;
        List<double> waits = [];
        do
        {
            told = NotificationPlan.Failed(spec, told, status, new("no", MayPass: true), now);
            var next = NotificationPlan.At(spec, told, status, now).Next ?? now;
            waits.Add((next - now).TotalSeconds);
            NotificationPlan.At(spec, told, status, next - TimeSpan.FromTicks(1)).IsDue.Should().BeFalse();
            now = next;
        }
        while (told.Attempts is not null);

        waits.Should().Equal(15, 45, 135, 405, 0);
        told.Should().Be(new NotificationStatus { Name = "n", Loop = 1, Verdict = "Satisfied", Time = now, Error = "no" });
        NotificationPlan.At(spec, told, Status("SS"), now).IsDue.Should().BeTrue("there is news");
    }

    [Fact]
    public void What_cannot_pass_is_given_up_at_once() =>
        NotificationPlan.Failed(Spec(null), told: null, Status("V"), new("no", MayPass: false), Start)
            .Should().Be(new NotificationStatus { Name = "n", Loop = 1, Verdict = "Violated", Time = Start, Error = "no" });

    /// <summary>
    /// Loops come, the receiver is there or not, and the operator remembers nothing but the status. A receiver that is always there hears
    /// each change, in order, once; any other hears of the last change, unless it was given up.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(1)]
    public void Nothing_is_lost_and_nothing_told_twice(double failing)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (loops, now) = ("", Start);
            NotificationStatus? told = null;
            List<string> heard = [];
            for (var step = 0; step < 200; step++, now += TimeSpan.FromSeconds(20))
            {
                loops += random.Next(3) == 0 ? "SVN-"[random.Next(4)] : "";
                var status = Status(loops);
                if (!NotificationPlan.At(Spec(null), told, status, now).IsDue)
                {
                    continue;
                }

                var fails = random.NextDouble() < failing;
                told = fails
                    ? NotificationPlan.Failed(Spec(null), told, status, new("no", MayPass: true), now)
                    : NotificationPlan.Told(Spec(null), status, now);
                (told.Attempts ?? 0).Should().BeLessThan(NotificationPlan.MostAttempts);
                if (!fails)
                {
                    heard.Add(status.Verdict!);
                }
            }

            var verdicts = loops.Where(loop => loop != '-').Select(loop => VerdictOf($"{loop}")!).ToList();
            if (failing == 0)
            {
                heard.Should().Equal(verdicts.Where((verdict, i) => i == 0 || verdict != verdicts[i - 1]), $"of seed {seed}");
            }

            if (told is { Error: null })
            {
                heard[^1].Should().Be(verdicts[^1], $"of seed {seed}");
            }
        }
    }

    private static NotificationSpec Spec(string? when) => new() { Name = "n", When = when };

    private static ExperimentStatus Status(string text)
    {
        var loops = text.TrimEnd('!');
        var history = loops.Select((loop, i) => new LoopRecord { Loop = i + 1, Verdict = VerdictOf($"{loop}") }).ToList();
        return new()
        {
            Loops = loops.Length == 0 ? null : loops.Length,
            Verdict = history.LastOrDefault(loop => loop.Verdict is not null)?.Verdict,
            History = history,
            Conditions = [new() { Type = ExperimentConditionTypes.Completed, Status = text == loops ? "False" : "True" }],
        };
    }

    private static string? VerdictOf(string letter) => letter switch
    {
        "S" => Verdicts.Satisfied,
        "V" => Verdicts.Violated,
        "N" => Verdicts.NoData,
        _ => null,
    };
}
