using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching;

/// <summary>Makes the loads that somebody wants those of an Experiment.</summary>
internal static class LoadSettings
{
    private const string Placeholder = "${";

    /// <summary>With their payloads, which are read once and now: what is sent can be seen in the Experiment.</summary>
    /// <exception cref="CommandFailedException">A payload cannot be read.</exception>
    public static async Task<IReadOnlyList<LoadSpec>> ReadAsync(
        IReadOnlyList<RequestedLoad> loads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var read = new List<LoadSpec>();
        foreach (var load in loads)
        {
            read.Add(load.PayloadSource is not { } source
                ? load.Spec
                : load.Spec with { Payload = await ReadAsync(source, clock, cancellationToken) });
        }

        return read;
    }

    /// <exception cref="CommandFailedException">An objective is about requests that are the same for all versions.</exception>
    public static void Check(LaunchSettings settings)
    {
        if (settings.Versions?.Count == 1)
        {
            return;
        }

        foreach (var load in settings.Load.Select(load => load.Spec).Where(load => !HasPlaceholder(load)))
        {
            if (settings.Objectives.FirstOrDefault(objective => IsOf(load, objective)) is { } objective)
            {
                throw CommandFailedException.Usage(
                    $"The objective {objective.Metric} needs to know whose an answer is, and requests to {load.Url} are the same for all: "
                    + "put ${revision} into the URL or a header, as in http://${revision}.${namespace}.svc.cluster.local, "
                    + "or name one --revision.");
            }
        }
    }

    /// <summary>With the percentiles that objectives name.</summary>
    public static LoadSpec WithPercentiles(LoadSpec load, IReadOnlyList<Objective> objectives)
    {
        var asked = load.LatencyPercentiles ?? LoadSpec.DefaultPercentiles;
        var wanted = ObjectiveText.Percentiles(LoadSpec.NameOf(load), objectives).Except(asked).ToList();
        return wanted.Count == 0 ? load : load with { LatencyPercentiles = [.. asked, .. wanted] };
    }

    private static async Task<string> ReadAsync(string source, TimeProvider clock, CancellationToken cancellationToken) =>
        await TextSource.ReadAsync("payload", source, clock, cancellationToken)
            ?? throw CommandFailedException.Usage($"The payload '{source}' is no file and no URL.");

    private static bool IsOf(LoadSpec load, Objective objective) =>
        objective.Metric!.StartsWith(LoadSpec.NameOf(load) + "/", StringComparison.Ordinal);

    private static bool HasPlaceholder(LoadSpec load) => new[] { load.Url, load.Payload }.Concat(load.Headers?.Values ?? [])
        .Any(text => text?.Contains(Placeholder, StringComparison.Ordinal) == true);
}
