namespace CanaryOperator.Api.Experiments;

/// <summary>
/// A Secret of a provider or a receiver, in the namespace of who refers to it: keys <c>token</c> (bearer), or <c>username</c> and
/// <c>password</c> (basic); <c>ca.crt</c>, <c>tls.crt</c>, <c>tls.key</c>.
/// </summary>
public sealed record SecretReference
{
    public string? Name { get; init; }
}
