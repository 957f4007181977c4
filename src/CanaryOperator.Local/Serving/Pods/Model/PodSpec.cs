using CanaryOperator.Api;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>What a pod runs, and where.</summary>
internal sealed record PodSpec
{
    public string? NodeName { get; init; }

    public IReadOnlyList<PodContainer> InitContainers { get; init => field = value ?? []; } = [];

    public IReadOnlyList<PodContainer> Containers { get; init => field = value ?? []; } = [];

    /// <summary>The one that serves the model.</summary>
    public PodContainer? MainContainer => Containers.FirstOrDefault(container => container.Name == WellKnown.MainContainerName)
        ?? (Containers is [var first, ..] ? first : null);
}
