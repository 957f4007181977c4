namespace CanaryOperator.Kubernetes.Transport;

/// <summary>One request as a value, so that it can be sent again.</summary>
/// <param name="Verb">Kubernetes' word for it, as messages and roles use it: <c>update</c>, not PUT.</param>
/// <param name="Target">What it is about, for messages: <c>deployments.apps demo/iris</c>.</param>
/// <param name="PathAndQuery">Below the host; starts with a slash.</param>
internal sealed record ApiRequest(HttpMethod Method, string Verb, string Target, string PathAndQuery)
{
    public const string Json = "application/json";

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = Json;

    public bool IsRead => Method == HttpMethod.Get;

    public override string ToString() => $"{Verb} {Target}";
}
