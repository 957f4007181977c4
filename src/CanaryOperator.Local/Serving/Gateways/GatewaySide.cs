namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>From where a request comes. Knative has a gateway for each, and not every host is known to both.</summary>
internal enum GatewaySide
{
    Outside,
    Inside,
}
