using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Launching;
using CanaryOperator.Cli.Reports;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Asserting;

/// <summary>A condition of an Experiment, with the name and meaning that Iter8 gave it.</summary>
internal sealed record Assertion(string Name, Func<ExperimentStatus, AssertionOutcome> Evaluate)
{
    private static readonly Assertion[] All =
    [
        new("completed", Completed),
        new("nofailure", NoFailure),
        new("slos", ObjectivesSatisfied),
    ];

    /// <param name="texts">Names in any case, several of them with commas.</param>
    /// <exception cref="CommandFailedException">There is no such condition.</exception>
    public static IReadOnlyList<Assertion> Parse(IEnumerable<string> texts) =>
    [
        .. texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(name => All.FirstOrDefault(assertion => assertion.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw CommandFailedException.Usage(
                    $"There is no condition '{name}'. Did you mean {Spelling.Nearest(name, All.Select(known => known.Name))}?"))
            .Distinct(),
    ];

    /// <summary>What an operator said of an earlier spec does not count.</summary>
    public static ExperimentStatus StatusOf(Experiment experiment) =>
        experiment.Status is { } status && status.ObservedGeneration >= experiment.Generation() ? status : new();

    private static AssertionOutcome Completed(ExperimentStatus status) => (status.Loops ?? 0, status.FailedLoops ?? 0) switch
    {
        (0, _) => AssertionOutcome.NotYet("no loop has run yet"),
        var (loops, failed) when failed >= loops => AssertionOutcome.No($"every loop has failed: {status.LastError}"),
        _ => AssertionOutcome.Yes,
    };

    private static AssertionOutcome NoFailure(ExperimentStatus status) =>
        status.LastError is null ? AssertionOutcome.Yes : AssertionOutcome.No(status.LastError);

    private static AssertionOutcome ObjectivesSatisfied(ExperimentStatus status)
    {
        if (status.Loops is null or 0)
        {
            return AssertionOutcome.NotYet("no loop has run yet");
        }

        var results = (status.Objectives ?? []).SelectMany(objective => objective.Versions ?? []).ToList();
        if (results.All(result => result.Verdict == Verdicts.Satisfied))
        {
            return status.LastError is { } error ? AssertionOutcome.NotYet(Held(results, error)) : AssertionOutcome.Yes;
        }

        var reason = status.Message ?? "not every objective is satisfied";
        return results.Exists(result => result.Verdict == Verdicts.Violated)
            ? AssertionOutcome.No(reason)
            : AssertionOutcome.NotYet(reason);
    }

    /// <summary>A loop that failed leaves the verdict as it was, which says nothing about what the versions do now.</summary>
    private static string Held(IEnumerable<ObjectiveResult> results, string error)
    {
        var since = results.Max(result => result.Time) is { } time ? $" since {Times.Full(time)}" : "";
        return $"every objective was satisfied, but nothing newer is known{since}: the last loop failed ({error})";
    }
}
