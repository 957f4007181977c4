namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>Body of an answer of the gateway itself.</summary>
internal sealed record Problem(string Error, string Reason);
