namespace CanaryOperator.Runtime.Health;

/// <summary>Null when all is well, else what is wrong. Must be quick; an exception counts as unhealthy.</summary>
public delegate string? HealthCheck();
