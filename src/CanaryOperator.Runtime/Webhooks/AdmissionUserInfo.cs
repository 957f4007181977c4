namespace CanaryOperator.Runtime.Webhooks;

/// <summary>Who sent the request that is to be admitted.</summary>
public sealed record AdmissionUserInfo
{
    public string? Username { get; init; }
}
