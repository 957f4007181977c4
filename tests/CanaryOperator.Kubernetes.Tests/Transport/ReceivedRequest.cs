namespace CanaryOperator.Kubernetes.Tests.Transport;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">GET and so on.</param>
/// <param name="Path">Without query.</param>
/// <param name="Protocol"><c>HTTP/1.1</c> or <c>HTTP/2</c>.</param>
/// <param name="Headers">One element per line.</param>
/// <param name="Body">Text.</param>
/// <param name="ClientCertificate">Subject, such as <c>CN=alice</c>; null when none was shown.</param>
/// <param name="ConnectionId">Equal for requests over the same connection.</param>
internal sealed record ReceivedRequest(
    string Method,
    string Path,
    string Protocol,
    IReadOnlyDictionary<string, string[]> Headers,
    string Body,
    string? ClientCertificate,
    string ConnectionId)
{
    public string? Authorization => Headers.TryGetValue("Authorization", out var values) ? values.Single() : null;
}
