namespace CanaryOperator.Core.Scheduling;

/// <summary>
/// When loops begin: cron with five fields, as Kubernetes' CronJob takes it (robfig/cron v3, its standard parser). So: <c>?</c> is
/// <c>*</c>; names of months and days in any case; days of the week are 0 to 6, and 7 is no Sunday; <c>5/10</c> begins at 5; of day of
/// month and day of week either is enough when both are restricted. Not taken: <c>@every</c>, which no clock can tell, and <c>TZ=</c>.
/// Stricter: empty items of lists are errors.
/// </summary>
/// <remarks>
/// Daylight saving is robfig/cron's too: whenever the clock on the wall shows a time of the schedule, it fires. A time that the clock
/// jumps over is left out that day ("30 2 * * *" when 2:00 becomes 3:00); one that the clock shows twice fires twice. UTC has neither.
/// </remarks>
public sealed class CronSchedule
{
    /// <summary>29 February comes back after 8 years at most; the rest is for zones that often skip the very time.</summary>
    private const int SearchYears = 12;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly CronFieldFormat[] Formats =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of month", 1, 31, []),
        new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        new("day of week", 0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    private readonly string _text;
    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _dayOfMonth;
    private readonly CronField _month;
    private readonly CronField _dayOfWeek;

    private CronSchedule(string text, CronField[] fields)
    {
        _text = text;
        (_minute, _hour, _dayOfMonth, _month, _dayOfWeek) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
    }

    /// <exception cref="FormatException">Names the field that is wrong, and what it may be.</exception>
    public static CronSchedule Parse(string text)
    {
        if (text.StartsWith("TZ=", StringComparison.Ordinal) || text.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            throw new FormatException("A schedule has no time zone in it; the field timeZone is for that.");
        }

        var fields = Expand(text.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Formats.Length
            ? new(text, [.. Formats.Zip(fields, (format, field) => format.Parse(field))])
            : throw new FormatException(
                "A schedule has five fields (minute, hour, day of month, month, day of week), as in */5 * * * *; "
                + $"\"{text}\" has {fields.Length}.");
    }

    /// <summary>The first time after <paramref name="after"/>, with the zone's offset; null when there is none (30 February).</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(after);
        var wall = after.ToOffset(offset).DateTime;
        var limit = wall.AddYears(SearchYears);

        // Where the clock is about to go back, times come again, and some that come again are earlier than others that come once more.
        var goesBack = offset - zone.GetUtcOffset(after + Day);
        var repeated = goesBack > TimeSpan.Zero ? goesBack : TimeSpan.Zero;
        DateTimeOffset? next = null;
        for (var time = NextOnWall(wall - repeated, limit);
            time is { } candidate && (next is null || candidate <= next.Value.DateTime + repeated);
            time = NextOnWall(candidate, limit))
        {
            foreach (var instant in InstantsOf(candidate, zone))
            {
                next = instant > after && (next is null || instant < next) ? instant : next;
            }
        }

        return next;
    }

    public override string ToString() => _text;

    private static string Expand(string text) => text switch
    {
        "@yearly" or "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" or "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        ['@', ..] => throw new FormatException(
            $"\"{text}\" is no schedule; allowed are five fields, @yearly, @annually, @monthly, @weekly, @daily, @midnight and @hourly."),
        _ => text,
    };

    /// <summary>When the zone's clock shows a time: never, once or twice; whatever the clock is changed for.</summary>
    private static IEnumerable<DateTimeOffset> InstantsOf(DateTime wall, TimeZoneInfo zone)
    {
        var about = new DateTimeOffset(wall, TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(about - Day), zone.GetUtcOffset(about + Day));
        TimeSpan[] offsets = before == after ? [before] : [before, after];
        return offsets.Select(offset => new DateTimeOffset(wall, offset)).Where(instant => zone.GetUtcOffset(instant) == instant.Offset);
    }

    /// <summary>As if days always had 24 hours.</summary>
    private DateTime? NextOnWall(DateTime after, DateTime limit)
    {
        var start = after.AddTicks(TimeSpan.TicksPerMinute - after.Ticks % TimeSpan.TicksPerMinute);
        for (var time = start; time <= limit; time = time.Date.AddDays(1))
        {
            if (AllowsDate(time) && NextInDay(time) is { } next)
            {
                return next;
            }
        }

        return null;
    }

    private bool AllowsDate(DateTime date)
    {
        var (month, week) = (_dayOfMonth.Allows(date.Day), _dayOfWeek.Allows((int)date.DayOfWeek));
        return _month.Allows(date.Month) && (_dayOfMonth.IsStar || _dayOfWeek.IsStar ? month && week : month || week);
    }

    private DateTime? NextInDay(DateTime from)
    {
        if (_hour.Allows(from.Hour) && _minute.From(from.Minute) is { } minute)
        {
            return from.Date.AddHours(from.Hour).AddMinutes(minute);
        }

        return _hour.From(from.Hour + 1) is { } hour ? from.Date.AddHours(hour).AddMinutes(_minute.From(0)!.Value) : null;
    }
}
