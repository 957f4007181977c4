using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Reports;

/// <summary>Verdicts as people say them, with a mark for those who do not see colours.</summary>
internal static class VerdictWords
{
    public static string Title(string? verdict) => verdict is null ? "Not measured" : Verdicts.Words(verdict);

    public static string InText(string? verdict) => Title(verdict).ToLowerInvariant();

    public static string Mark(string? verdict) => verdict switch
    {
        Verdicts.Satisfied => "✓",
        Verdicts.Violated => "✗",
        Verdicts.NoData => "?",
        Verdicts.TooFewRequests => "…",
        _ => "–",
    };

    /// <summary>Of the style sheet.</summary>
    public static string CssClass(string? verdict) => verdict switch
    {
        Verdicts.Satisfied => "satisfied",
        Verdicts.Violated => "violated",
        Verdicts.NoData => "nodata",
        Verdicts.TooFewRequests => "few",
        _ => "unmeasured",
    };
}
