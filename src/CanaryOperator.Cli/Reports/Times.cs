using System.Globalization;

namespace CanaryOperator.Cli.Reports;

/// <summary>All in UTC, so that two readers mean the same.</summary>
internal static class Times
{
    public static string Full(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>For axes: with the day when both ends are not on the same one.</summary>
    public static string Short(DateTimeOffset time, DateTimeOffset other)
        => time.UtcDateTime.ToString(
            time.UtcDateTime.Date == other.UtcDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture);

    /// <summary>As in <c>9 s ago</c> or <c>in 51 s</c>.</summary>
    public static string Relative(DateTimeOffset time, DateTimeOffset now)
        => time <= now ? $"{Duration(now - time)} ago" : $"in {Duration(time - now)}";

    private static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 120 } => $"{(long)span.TotalSeconds} s",
        { TotalMinutes: < 120 } => $"{(long)span.TotalMinutes} min",
        { TotalHours: < 48 } => $"{(long)span.TotalHours} h",
        _ => $"{(long)span.TotalDays} d",
    };
}
