namespace CanaryOperator.Cli.Reports.Model;

internal sealed record ReportLoop
{
    public required long Loop { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Null when the loop failed.</summary>
    public string? Verdict { get; init; }

    public string? Error { get; init; }

    public required IReadOnlyList<ReportLoopVersion> Versions { get; init; }

    public ReportLoopVersion? Find(string version) => Versions.FirstOrDefault(candidate => candidate.Name == version);
}
