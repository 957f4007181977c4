using System.Globalization;
using CanaryOperator.Core.Scheduling;

namespace CanaryOperator.Core.Tests.Scheduling;

public class CronScheduleTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("* * * * *", "2026-11-22T10:00:00Z", "2026-11-22T10:01:00Z")]
    [InlineData("* * * * *", "2026-11-22T09:59:59.999Z", "2026-11-22T10:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-22T10:46:00Z", "2026-11-22T11:00:00Z")]
    [InlineData("5/20 * * * *", "2026-11-22T10:46:00Z", "2026-11-22T11:05:00Z")]
    [InlineData("20-35/15 * * * *", "2026-11-22T23:35:51Z", "2026-11-23T00:20:00Z")]
    [InlineData("7,3 8-10,20 * * *", "2026-11-22T10:07:00Z", "2026-11-22T20:03:00Z")]
    [InlineData("0 0 1 jan ?", "2026-11-22T10:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 ? Apr-OCT Mon", "2026-11-22T10:00:00Z", "2027-04-05T00:00:00Z")]
    [InlineData("59 23 31 12 *", "2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z")]
    [InlineData("0 0 29 2 *", "2026-11-22T10:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z")]
    [InlineData("08 08 * * *", "2026-11-22T10:00:00Z", "2026-11-23T08:08:00Z")]
    [InlineData(" 0\t0  * * * ", "2026-11-22T10:00:00Z", "2026-11-23T00:00:00Z")]
    public void Next_is_the_first_time_that_all_fields_allow(string schedule, string after, string expected) =>
        Next(schedule, after).Should().Be(Time(expected));

    [Theory]
    [InlineData("0 0 13 * FRI", "2026-11-27")]
    [InlineData("0 0 * * FRI", "2026-11-27")]
    [InlineData("0 0 23 * *", "2026-11-23")]
    [InlineData("0 0 23 * ?", "2026-11-23")]
    [InlineData("0 0 */30 * FRI", "2026-11-27")]
    [InlineData("0 0 */30 * *", "2026-12-01")]
    [InlineData("0 0 */1 * TUE", "2026-11-24")]
    public void Either_day_is_enough_when_both_are_restricted(string schedule, string expected) =>
        Next(schedule, "2026-11-22T10:00:00Z").Should().Be(Time($"{expected}T00:00:00Z"));

    [Theory]
    [InlineData("@yearly", "0 0 1 1 *")]
    [InlineData("@annually", "0 0 1 1 *")]
    [InlineData("@monthly", "0 0 1 * *")]
    [InlineData("@weekly", "0 0 * * SUN")]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@midnight", "0 0 * * *")]
    [InlineData("@hourly", "0 * * * *")]
    public void Descriptor_stands_for_five_fields(string descriptor, string fields)
    {
        Next(descriptor, "2026-11-22T10:30:00Z").Should().Be(Next(fields, "2026-11-22T10:30:00Z"));
        CronSchedule.Parse(descriptor).ToString().Should().Be(descriptor);
    }

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void Next_of_a_date_that_no_year_has_is_null(string schedule) => Next(schedule, "2026-11-22T10:00:00Z").Should().BeNull();

    [Theory]
    [InlineData("60 * * * *", "The minute \"60\" is above 59; allowed are 0 to 59, *,*")]
    [InlineData("* 24 * * *", "The hour \"24\" is above 23; allowed are 0 to 23, *,*")]
    [InlineData("* * 0 * *", "The day of month \"0\" is below 1; allowed are 1 to 31, *,*")]
    [InlineData("* * * 13 *", "The month \"13\" is above 12; allowed are 1 to 12 or JAN to DEC, *,*")]
    [InlineData("* * * * 7", "The day of week \"7\" is above 6; allowed are 0 to 6 or SUN to SAT, *,*")]
    [InlineData("* * * * 5-7", "The day of week \"5-7\" is above 6;*")]
    [InlineData("* * * FOO *", "The month \"FOO\" has \"FOO\" in it;*")]
    [InlineData("* MON * * *", "The hour \"MON\" has \"MON\" in it;*")]
    [InlineData("1,,2 * * * *", "The minute \"\" lacks a value;*")]
    [InlineData("-5 * * * *", "The minute \"-5\" lacks a value;*")]
    [InlineData("+5 * * * *", "The minute \"+5\" has \"+5\" in it;*")]
    [InlineData("30-10 * * * *", "The minute \"30-10\" ends before it begins;*")]
    [InlineData("1-2-3 * * * *", "The minute \"1-2-3\" has too many hyphens;*")]
    [InlineData("*-5 * * * *", "The minute \"*-5\" has \"*\" in it;*")]
    [InlineData("*/0 * * * *", "The minute \"*/0\" has a step that is not one number above 0;*")]
    [InlineData("*/x * * * *", "The minute \"*/x\" has a step that is not one number above 0;*")]
    [InlineData("*/2/3 * * * *", "The minute \"*/2/3\" has a step that is not one number above 0;*")]
    [InlineData("99999999999 * * * *", "The minute \"99999999999\" has \"99999999999\" in it;*")]
    [InlineData("* * * *", "A schedule has five fields (*\"* * * *\" has 4.")]
    [InlineData("0 * * * * *", "A schedule has five fields (*has 6.")]
    [InlineData("", "A schedule has five fields (*\"\" has 0.")]
    [InlineData("@every 5m", "\"@every 5m\" is no schedule; allowed are five fields, @yearly, *")]
    [InlineData("@fortnightly", "\"@fortnightly\" is no schedule;*")]
    [InlineData("TZ=UTC * * * * *", "*the field timeZone is for that.")]
    [InlineData("CRON_TZ=UTC * * * * *", "*the field timeZone is for that.")]
    public void Parse_says_which_field_is_wrong_and_what_it_may_be(string schedule, string message) =>
        FluentActions.Invoking(() => CronSchedule.Parse(schedule)).Should().Throw<FormatException>().WithMessage(message);

    [Theory]
    [InlineData("*/2147483647 * * * *", "2026-11-22T11:00:00Z")]
    [InlineData("50/2147483647 * * * *", "2026-11-22T10:50:00Z")]
    public void Step_beyond_the_range_leaves_its_first_value(string schedule, string expected) =>
        Next(schedule, "2026-11-22T10:00:00Z").Should().Be(Time(expected));

    [Theory]
    [InlineData("0 1 * * *", "2026-03-08T00:00:00-05:00", "2026-03-08T01:00:00-05:00")]
    [InlineData("30 2 * * *", "2026-03-08T00:00:00-05:00", "2026-03-09T02:30:00-04:00")]
    [InlineData("30 2 8 3 *", "2026-03-08T00:00:00-05:00", "2027-03-08T02:30:00-05:00")]
    [InlineData("0 * * * *", "2026-03-08T01:00:00-05:00", "2026-03-08T03:00:00-04:00")]
    [InlineData("*/20 * * * *", "2026-03-08T01:40:00-05:00", "2026-03-08T03:00:00-04:00")]
    [InlineData("0 4 * * *", "2026-03-08T00:00:00-05:00", "2026-03-08T04:00:00-04:00")]
    public void Time_that_the_clock_jumps_over_is_left_out(string schedule, string after, string expected) =>
        Exact(Next(schedule, after, NewYork)).Should().Be(expected);

    [Theory]
    [InlineData("30 1 * * *", "2026-11-01T00:00:00-04:00", "2026-11-01T01:30:00-04:00")]
    [InlineData("30 1 * * *", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00")]
    [InlineData("30 1 * * *", "2026-11-01T01:30:00-05:00", "2026-11-02T01:30:00-05:00")]
    [InlineData("10,50 * * * *", "2026-11-01T01:10:00-04:00", "2026-11-01T01:50:00-04:00")]
    [InlineData("10,50 * * * *", "2026-11-01T01:50:00-04:00", "2026-11-01T01:10:00-05:00")]
    [InlineData("0 * * * *", "2026-11-01T01:00:00-04:00", "2026-11-01T01:00:00-05:00")]
    [InlineData("0 2 * * *", "2026-11-01T00:00:00-04:00", "2026-11-01T02:00:00-05:00")]
    public void Time_that_the_clock_shows_twice_fires_twice(string schedule, string after, string expected) =>
        Exact(Next(schedule, after, NewYork)).Should().Be(expected);

    [Fact]
    public void Zone_decides_and_not_the_offset_of_the_given_time() =>
        Exact(Next("0 9 * * *", "2026-11-22T10:00:00+09:00", NewYork)).Should().Be("2026-11-22T09:00:00-05:00");

    [Theory]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2026-04-04T14:50:00Z", "2026-04-05T01:45:00+10:30")]
    [InlineData("Europe/Volgograd", "30 1 27 12 *", "2020-12-26T22:00:00Z", "2020-12-27T01:30:00+03:00")]
    [InlineData("Pacific/Apia", "0 12 30 12 *", "2011-12-01T00:00:00Z", "2012-12-30T12:00:00+14:00")]
    [InlineData("Asia/Kathmandu", "0 0 * * *", "2026-11-22T10:00:00Z", "2026-11-23T00:00:00+05:45")]
    public void Odd_zones_are_zones_too(string zone, string schedule, string after, string expected) =>
        Exact(Next(schedule, after, TimeZoneInfo.FindSystemTimeZoneById(zone))).Should().Be(expected);

    private static DateTimeOffset? Next(string schedule, string after, TimeZoneInfo? zone = null) =>
        CronSchedule.Parse(schedule).Next(Time(after), zone ?? TimeZoneInfo.Utc);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>With its offset, which equality of times leaves out.</summary>
    private static string? Exact(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
