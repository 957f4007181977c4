using CanaryOperator.Core.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Core.Tests.Scheduling;

/// <summary>Schedules around changes of the clock, held against a reading of the clock on the wall at every minute.</summary>
public class CronSchedulePropertyTests
{
    private const int Days = 3;

    private static readonly string[] Minutes = ["*", "*/7", "30", "0,59", "5-20/5"];
    private static readonly string[] Hours = ["*", "*/2", "1", "2", "0,23", "1-3"];
    private static readonly string[] DaysOfMonth = ["*", "*/2", "1", "25-31"];
    private static readonly string[] DaysOfWeek = ["*", "SUN", "1-5", "*/3"];

    private static readonly TimeZoneInfo[] Zones =
    [
        TimeZoneInfo.Utc,
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Dublin"),
        TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"),
        TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"),
        TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca"),
        TimeZoneInfo.FindSystemTimeZoneById("Antarctica/Troll"),
    ];

    [Fact]
    public void Next_is_the_first_minute_at_which_the_clock_shows_a_time_of_the_schedule()
    {
        var cases =
            from minute in Gen.Elements(Minutes)
            from hour in Gen.Elements(Hours)
            from day in Gen.Elements(DaysOfMonth)
            from week in Gen.Elements(DaysOfWeek)
            from zone in Gen.Elements(Zones)
            from start in Gen.Choose(0, 400 * 24 * 60)
            select (Minute: minute, Hour: hour, Day: day, Week: week, Zone: zone, After: NearAChange(zone, start));
        Prop.ForAll(Arb.From(cases), example =>
        {
            var text = $"{example.Minute} {example.Hour} {example.Day} * {example.Week}";
            var next = CronSchedule.Parse(text).Next(example.After, example.Zone)!.Value;

            var end = example.After.AddDays(Days);
            var expected = FirstOnTheWall(example.Minute, example.Hour, example.Day, example.Week, example.Zone, example.After, end);
            DateTimeOffset? found = next < end ? next : null;
            found.Should().Be(expected, "of {0} in {1} after {2:O}", text, example.Zone.Id, example.After);
            next.Should().BeAfter(example.After);
            next.Offset.Should().Be(example.Zone.GetUtcOffset(next));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_122, 1));
    }

    /// <summary>Within a day before the next change of the clock, when there is one in the next 200 days.</summary>
    private static DateTimeOffset NearAChange(TimeZoneInfo zone, int start)
    {
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(start);
        var change = Enumerable.Range(0, 200)
            .Select(day => from.AddDays(day))
            .FirstOrDefault(day => zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1)), from);
        return change.AddSeconds(start % 60);
    }

    private static DateTimeOffset? FirstOnTheWall(
        string minute, string hour, string day, string week, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset end)
    {
        var minutes = Values(minute, 0, 59);
        var hours = Values(hour, 0, 23);
        var days = Values(day, 1, 31);
        var weeks = Values(week.Replace("SUN", "0", StringComparison.Ordinal), 0, 6);
        var start = after.AddTicks(TimeSpan.TicksPerMinute - after.Ticks % TimeSpan.TicksPerMinute);
        for (var time = start; time < end; time = time.AddMinutes(1))
        {
            var wall = TimeZoneInfo.ConvertTime(time, zone);
            var (inMonth, inWeek) = (days.Contains(wall.Day), weeks.Contains((int)wall.DayOfWeek));
            var date = day == "*" || week == "*" ? inMonth && inWeek : inMonth || inWeek;
            if (date && hours.Contains(wall.Hour) && minutes.Contains(wall.Minute))
            {
                return time;
            }
        }

        return null;
    }

    private static HashSet<int> Values(string field, int min, int max) =>
    [
        .. field.Split(',').SelectMany(item =>
        {
            var parts = item.Split('/');
            var ends = parts[0] == "*" ? [min, max] : parts[0].Split('-').Select(int.Parse).ToArray();
            var step = parts.Length == 1 ? 1 : int.Parse(parts[1]);
            return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Where(value => (value - ends[0]) % step == 0);
        }),
    ];
}
