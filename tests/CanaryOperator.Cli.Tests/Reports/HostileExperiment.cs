using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Tests.Reports;

/// <summary>Every text that somebody else writes tries to be more than a text.</summary>
internal static class HostileExperiment
{
    private const string Script = "<script>alert('x')</script>";
    private const string Quotes = "\"><img src=http://evil.example/ onerror='alert(1)'>&amp;";

    /// <summary>
    /// Override to right-to-left, isolates left open and closed too often, a terminal's escape sequence, half a surrogate pair.
    /// </summary>
    private const string Controls = "a\u202Eevitagen\u2066\u2069\u2069\u200F \u001b[31mred\u0007\uD800 \uFFFE end";

    private const string Arabic = "نموذج (שלום) 42";

    public static Experiment Create()
    {
        var experiment = SampleExperiments.Measured(38.2, 120, Verdicts.Violated, $"{Script} {Controls}");
        var status = experiment.Status!;
        var names = new Dictionary<string, string> { ["candidate"] = Script, ["stable"] = Arabic };
        return experiment with
        {
            Metadata = new() { Name = Quotes, NamespaceProperty = Controls },
            Spec = experiment.Spec with
            {
                Target = new() { InferenceService = Arabic, Component = Script },
                Schedule = Quotes,
                Notifications = [new() { Name = Script, Type = Controls }],
            },
            Status = status with
            {
                Notifications = [new() { Name = Script, Error = Controls }],
                LastError = $"line one\nline two {Controls}",
                Versions = [.. status.Versions!.Select(version => version with { Name = names[version.Name!], Revision = Controls })],
                Objectives = [.. status.Objectives!.Take(1).Select(objective => objective with
                {
                    Metric = Quotes,
                    Versions = [.. objective.Versions!.Select(result => result with { Name = names[result.Name!], Message = Controls })],
                })],
                Metrics = [.. status.Metrics!.Take(1).Select(metric => metric with
                {
                    Name = Quotes,
                    Description = Script,
                    Units = Script,
                    Values = new Dictionary<string, double> { [Script] = double.NaN, [Arabic] = double.PositiveInfinity },
                })],
                History = [.. status.History!.Take(5).Select(loop => loop with
                {
                    Error = loop.Error is null ? null : Script,
                    Versions = loop.Versions?.Select(version => version with
                    {
                        Name = names[version.Name!],
                        Values = new Dictionary<string, double> { [Quotes] = loop.Loop, [Controls] = double.NaN },
                    }).ToList(),
                })],
            },
        };
    }
}
