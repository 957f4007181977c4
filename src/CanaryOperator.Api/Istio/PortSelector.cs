namespace CanaryOperator.Api.Istio;

/// <summary>A port of a service.</summary>
public sealed record PortSelector
{
    public int? Number { get; init; }
}
