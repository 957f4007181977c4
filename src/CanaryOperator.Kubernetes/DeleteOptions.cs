namespace CanaryOperator.Kubernetes;

/// <summary>How to delete, and what must still be true for it.</summary>
public sealed record DeleteOptions
{
    /// <summary>Refuse when the object of that name is another one by now.</summary>
    public string? Uid { get; init; }

    /// <summary>Refuse when the object changed since it was read.</summary>
    public string? ResourceVersion { get; init; }

    public PropagationPolicy Propagation { get; init; } = PropagationPolicy.Background;
}
