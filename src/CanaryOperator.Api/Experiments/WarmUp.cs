namespace CanaryOperator.Api.Experiments;

/// <summary>How long a <see cref="LoadSpec"/> is sent, at its rate, without being measured. Exactly one of both is required.</summary>
public sealed record WarmUp
{
    public string? Duration { get; init; }

    /// <summary>1 or more.</summary>
    public long? Requests { get; init; }
}
