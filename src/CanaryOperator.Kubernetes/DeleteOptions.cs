namespace CanaryOperator.Kubernetes;

/// <summary>How to delete, and what must still be true for it.</summary>
public sealed record DeleteOptions
{
    /// <summary>Refuse when the object of that name is another one by now.</summary>
    public string? Uid { get; init; }

    /// <summary>Refuse when the object changed since it was read.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>
    /// Seconds the object gets to end by itself. Default: what the object says, which only pods do. 0 ends a pod now; only its node, or
    /// who stands in for one, should say so.
    /// </summary>
    public long? GracePeriodSeconds { get; init; }

    public PropagationPolicy Propagation { get; init; } = PropagationPolicy.Background;
}
