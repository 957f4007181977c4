namespace CanaryOperator.Kubernetes.Models;

/// <summary>What the API server answers when it does not answer with an object: nearly always a failure.</summary>
public sealed record V1Status : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    public string? Status { get; init; }

    public string? Message { get; init; }

    /// <summary>CamelCase word such as <c>NotFound</c>, <c>Conflict</c>, <c>AlreadyExists</c>, <c>Expired</c>.</summary>
    public string? Reason { get; init; }

    public int? Code { get; init; }

    public V1StatusDetails? Details { get; init; }
}
