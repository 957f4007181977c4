namespace CanaryOperator.Local.Serving.Gateways.Routing;

/// <summary>An answer of the gateway itself.</summary>
/// <param name="Status">HTTP.</param>
/// <param name="Error">A few words.</param>
/// <param name="Reason">What was looked for, and what to do.</param>
internal sealed record Refusal(int Status, string Error, string Reason);
