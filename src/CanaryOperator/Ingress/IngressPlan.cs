using CanaryOperator.Api.Istio;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Status;

namespace CanaryOperator.Ingress;

/// <summary>What to do about the outer route, and what to say of it once that is done.</summary>
/// <param name="Condition">Of type <see cref="ConditionTypes.IngressReady"/>.</param>
internal sealed record IngressPlan(V1Condition Condition)
{
    /// <summary>To create, or, when there is one, to update; null: nothing to write.</summary>
    public VirtualService? VirtualService { get; init; }

    /// <inheritdoc cref="VirtualService"/>
    public V1Service? Service { get; init; }

    /// <summary>To delete; ours.</summary>
    public VirtualService? ObsoleteVirtualService { get; init; }

    /// <inheritdoc cref="ObsoleteVirtualService"/>
    public V1Service? ObsoleteService { get; init; }

    /// <summary>For <c>status.url</c>; null: what is there stays.</summary>
    public string? Url { get; init; }

    /// <summary>For <c>status.address.url</c>; null: what is there stays.</summary>
    public string? AddressUrl { get; init; }

    /// <summary>An object of somebody else has the name.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The objects are not yet, or not any more, as they should be.</summary>
    public bool IsOutstanding =>
        VirtualService is not null || Service is not null || ObsoleteVirtualService is not null || ObsoleteService is not null;
}
