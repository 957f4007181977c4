using System.Text.Json;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports.Html;
using CanaryOperator.Cli.Reports.Model;
using CanaryOperator.Cli.Reports.Text;

namespace CanaryOperator.Cli.Reports;

/// <summary>An Experiment as something to read. The same Experiment at the same time always gives the same characters.</summary>
internal static class ReportWriter
{
    public static string Text(Experiment experiment, DateTimeOffset now) => TextReport.Write(ReportBuilder.Build(experiment, now));

    /// <summary>One document of the shape of <see cref="ExperimentReport"/>, indented, with a line feed at the end.</summary>
    public static string Json(Experiment experiment, DateTimeOffset now)
        => JsonSerializer.Serialize(ReportBuilder.Build(experiment, now), ReportJsonContext.Default.ExperimentReport) + "\n";

    /// <summary>One page that needs nothing else: no network, no script.</summary>
    public static string Html(Experiment experiment, DateTimeOffset now) => HtmlReport.Write(ReportBuilder.Build(experiment, now));
}
