namespace CanaryOperator.Kubernetes.Models;

/// <summary>One field that a request got wrong.</summary>
public sealed record V1StatusCause
{
    public string? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>Path of the field, for example <c>spec.traffic[0].percent</c>.</summary>
    public string? Field { get; init; }
}
