namespace CanaryOperator.Local.Knative.Model;

/// <summary>Where a Route answers inside the cluster.</summary>
internal sealed record Addressable(string Url);
