using CanaryOperator.Experiments.Load;

namespace CanaryOperator.Experiments;

/// <summary>What the operator's configuration lets Experiments do.</summary>
internal sealed record ExperimentOptions
{
    /// <summary>Of templates that name no URL; allowed itself. Null: every template must name one.</summary>
    public Uri? PrometheusUrl { get; init; }

    /// <summary>Addresses, with all that is below them, which may be asked on behalf of an Experiment.</summary>
    public IReadOnlyList<Uri> AllowedUrls { get; init; } = [];

    /// <summary>Addresses, with all that is below them, which may be told about Experiments. Default: Slack's and GitHub's.</summary>
    public IReadOnlyList<Uri> NotificationUrls { get; init; } = [new("https://hooks.slack.com"), new("https://api.github.com")];

    /// <summary>Experiments that are measured at the same time. Default: 8.</summary>
    public int Workers { get; init; } = 8;

    public LoadLimits Load { get; init; } = new();
}
