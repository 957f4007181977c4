using System.Globalization;
using CanaryOperator.Core.Scheduling;

namespace CanaryOperator.Core.Tests.Scheduling;

public class LoopTimingTests
{
    private static readonly CronSchedule EveryMinute = CronSchedule.Parse("* * * * *");

    [Theory]
    [InlineData("10:00:30", null, "10:00:59.999", false, "10:01:00")]
    [InlineData("10:00:30", null, "10:01:00", true, "10:02:00")]
    [InlineData("10:00:30", null, "12:00:05", true, "12:01:00")]
    [InlineData("10:00:30", "10:05:00", "10:05:59", false, "10:06:00")]
    [InlineData("10:00:30", "10:05:59.9", "10:06:00", true, "10:07:00")]
    public void Loop_is_due_when_a_time_has_passed_since_the_last_one(string since, string? last, string now, bool due, string next) =>
        At(EveryMinute, since, last, now).Should().Be(new LoopTiming(due, Time(next)));

    [Fact]
    public void Many_missed_times_make_one_loop()
    {
        var first = At(EveryMinute, "00:00:00", "00:01:00", "23:30:10");
        first.Should().Be(new LoopTiming(IsDue: true, Time("23:31:00")));

        At(EveryMinute, "00:00:00", "23:30:10", "23:30:11").Should().Be(new LoopTiming(IsDue: false, Time("23:31:00")));
    }

    [Fact]
    public void Clock_that_went_back_does_not_repeat_a_time()
    {
        foreach (var now in new[] { "10:04:59", "10:05:00", "10:05:00.1", "09:00:00" })
        {
            At(EveryMinute, "08:00:00", "10:05:00.2", now).Should().Be(new LoopTiming(IsDue: false, Time("10:06:00")), "at {0}", now);
        }
    }

    [Fact]
    public void Schedule_that_never_fires_has_no_next() =>
        At(CronSchedule.Parse("0 0 30 2 *"), "10:00:00", null, "11:00:00").Should().Be(new LoopTiming(IsDue: false, Next: null));

    [Fact]
    public void Loop_from_before_the_creation_does_not_bring_times_back() =>
        At(EveryMinute, "10:00:30", "09:00:00", "10:00:45").Should().Be(new LoopTiming(IsDue: false, Time("10:01:00")));

    [Fact]
    public void Time_that_comes_twice_in_a_night_is_due_twice_and_no_more()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var schedule = CronSchedule.Parse("30 2 * * *");
        var now = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);
        var (since, end) = (now, now.AddDays(1));
        DateTimeOffset? last = null;
        var loops = new List<string>();
        for (; now < end; now = now.AddSeconds(50))
        {
            if (LoopTiming.At(schedule, zone, since, last, now).IsDue)
            {
                last = now;
                loops.Add(TimeZoneInfo.ConvertTime(now, zone).ToString("HH:mm zzz", CultureInfo.InvariantCulture));
            }
        }

        loops.Should().Equal("02:30 +02:00", "02:30 +01:00");
    }

    private static LoopTiming At(CronSchedule schedule, string since, string? last, string now) =>
        LoopTiming.At(schedule, TimeZoneInfo.Utc, Time(since), last is null ? null : Time(last), Time(now));

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse($"2026-11-22T{time}Z", CultureInfo.InvariantCulture);
}
