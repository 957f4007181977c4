namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>How one container of a pod fares.</summary>
internal sealed record ContainerStatus
{
    public required string Name { get; init; }

    public string? Image { get; init; }

    public bool Ready { get; init; }

    public bool Started { get; init; }

    public int RestartCount { get; init; }

    public ContainerState? State { get; init; }

    /// <summary>How the last run before this one ended.</summary>
    /// <remarks>The API server gives an empty object for none.</remarks>
    public ContainerState? LastState { get; init => field = value == new ContainerState() ? null : value; }
}
