namespace CanaryOperator.Experiments.Load;

/// <summary>How much load Experiments may have sent. What is beyond fails, and says why.</summary>
internal sealed record LoadLimits
{
    /// <summary>Off by default: whoever may write an Experiment makes the operator send.</summary>
    public bool Enabled { get; init; }

    /// <summary>As <see cref="LoadUrlPolicy"/> reads them. Default: none.</summary>
    public IReadOnlyList<string> AllowedUrls { get; init; } = [];

    /// <summary>Requests per second of one load, all versions together. Default: 100.</summary>
    public int MaxRate { get; init; } = 100;

    /// <summary>Of one load, with its warm-up. Default: 5 minutes.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Of one load, all versions together. Default: 100.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>Experiments whose load is sent at the same time; others wait. Default: 4.</summary>
    public int MaxAtOnce { get; init; } = 4;
}
