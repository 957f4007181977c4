using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Core.Texts;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Viewing;

/// <summary>What the loops and the operator said, oldest first.</summary>
internal static class LogLines
{
    public static IEnumerable<string> Of(Experiment experiment, IEnumerable<Eventsv1Event> events) =>
        (experiment.Status?.History ?? []).Select(loop => (loop.Time, Text: Loop(loop)))
            .Concat(events.Select(said => (Time: TimeOf(said), Text: Event(said))))
            .OrderBy(line => line.Time)
            .Select(line => $"{Times.Full(line.Time)}  {PlainText.Of(line.Text)}");

    private static string Loop(LoopRecord loop)
    {
        var versions = string.Join(", ", (loop.Versions ?? []).Select(
            version => $"{version.Name} {version.Revision ?? "without revision"} {Share(version.TrafficPercent)}"));
        var outcome = loop.Error is { } error ? $"failed: {error}" : VerdictWords.InText(loop.Verdict);
        return $"loop {loop.Loop}: {outcome}{(versions.Length == 0 ? "" : $" ({versions})")}";
    }

    private static string Share(long? percent) => percent is { } known ? $"{known} %" : "not routed";

    private static string Event(Eventsv1Event said) => $"event {said.Type} {said.Reason}: {said.Note}";

    private static DateTimeOffset TimeOf(Eventsv1Event said) =>
        said.Series?.LastObservedTime ?? said.EventTime ?? said.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue;
}
