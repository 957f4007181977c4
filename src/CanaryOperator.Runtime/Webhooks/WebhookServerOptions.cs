namespace CanaryOperator.Runtime.Webhooks;

/// <summary>How patient a <see cref="WebhookServer"/> is.</summary>
public sealed record WebhookServerOptions
{
    /// <summary>
    /// How long it goes on accepting connections after it was told to stop, because API servers hear of that later than the process;
    /// 5 s by default. Part of the grace period of the whole process.
    /// </summary>
    public TimeSpan StopDelay { get; init; } = TimeSpan.FromSeconds(5);
}
