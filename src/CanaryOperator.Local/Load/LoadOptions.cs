namespace CanaryOperator.Local.Load;

/// <summary>What a <see cref="LoadGenerator"/> sends, and how fast.</summary>
internal sealed record LoadOptions
{
    /// <summary>Of the prediction, at the gateway or at a pod itself.</summary>
    public required Uri Address { get; init; }

    /// <summary>Host that the gateway routes by. Default: that of <see cref="Address"/>.</summary>
    public string? Host { get; init; }

    /// <summary>JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Requests per second, above 0. Default: 50.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>For how long requests are sent. Default: 30 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests may wait for their answers; what is due beyond them has to wait. Default: 500.</summary>
    public int MaxInFlight { get; init; } = 500;

    /// <summary>A request that takes longer failed. Default: 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Through the gateway, with a request that fits the model's protocol.</summary>
    public static LoadOptions For(LoadTarget target) =>
        new() { Address = target.Address, Host = target.Host, Payload = target.Protocol.DefaultPayload };
}
