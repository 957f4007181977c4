namespace CanaryOperator.Kubernetes.Models;

/// <summary>The object and the fields that a failure is about.</summary>
public sealed record V1StatusDetails
{
    public string? Name { get; init; }

    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string? Uid { get; init; }

    public IReadOnlyList<V1StatusCause>? Causes { get; init; }

    /// <summary>Seconds to wait before the same request may succeed.</summary>
    public int? RetryAfterSeconds { get; init; }
}
