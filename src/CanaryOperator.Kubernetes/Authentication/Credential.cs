using System.Net.Http.Headers;
using System.Text;

namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>What a user proves to be that user with. Equal when it proves the same.</summary>
/// <param name="Authorization">Header to send; null for none.</param>
/// <param name="Certificate">To show in the TLS handshake; null for none.</param>
internal sealed record Credential(AuthenticationHeaderValue? Authorization, ClientCertificate? Certificate)
{
    /// <param name="token">Whitespace around it does not count.</param>
    /// <param name="origin">Where it comes from, for the error.</param>
    /// <exception cref="KubeConfigException">It is no token.</exception>
    public static AuthenticationHeaderValue Bearer(string token, string origin)
    {
        var trimmed = token.Trim();
        return trimmed.Length > 0 && trimmed.All(char.IsAscii) && !trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? new AuthenticationHeaderValue("Bearer", trimmed)
            : throw new KubeConfigException($"{origin}: the token is empty or holds spaces, line breaks or other signs that no token has.");
    }

    public static AuthenticationHeaderValue Basic(string userName, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}")));

    /// <summary>Kinds alone, no secrets.</summary>
    public override string ToString() =>
        $"{Authorization?.Scheme ?? "no"} authorization, {(Certificate is null ? "no" : "a")} client certificate";
}
