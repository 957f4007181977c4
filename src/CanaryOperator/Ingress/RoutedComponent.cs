using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Ingress;

/// <summary>A component as the outer route sees it.</summary>
/// <param name="Readiness">Of its condition: <c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Url">Of its Knative Service; null until that was ready for the first time, and kept from then on.</param>
/// <param name="AddressUrl">Inside the cluster; null as long as <paramref name="Url"/> is.</param>
internal sealed record RoutedComponent(ComponentType Type, string Readiness, string? Url, string? AddressUrl);
