using System.Net.Http.Headers;
using CanaryOperator.Kubernetes.Configuration;

namespace CanaryOperator.Kubernetes.Authentication;

/// <summary>Credentials that are written in the configuration or in the files it points at.</summary>
internal sealed class ConfiguredCredentials(KubernetesClientConfiguration configuration, TimeProvider clock)
{
    /// <exception cref="KubeConfigException">A file is missing or holds something else.</exception>
    public async Task<Refreshed<Credential>> ReadAsync(CancellationToken cancellationToken)
    {
        var credential = new Credential(await ReadAuthorizationAsync(cancellationToken), await ReadCertificateAsync(cancellationToken));
        var file = configuration.AccessTokenFile ?? configuration.ClientCertificateFilePath ?? configuration.ClientKeyFilePath;
        return file is null
            ? Refreshed<Credential>.Forever(credential)
            : new Refreshed<Credential>(credential, clock.GetUtcNow() + ConfigurationFile.RereadInterval, OutlivesFailure: true);
    }

    private async Task<AuthenticationHeaderValue?> ReadAuthorizationAsync(CancellationToken cancellationToken)
    {
        if (configuration.AccessTokenFile is { } file)
        {
            return Credential.Bearer(await ConfigurationFile.ReadAsync(file, cancellationToken), file);
        }

        if (configuration.AccessToken is { } token)
        {
            return Credential.Bearer(token, "The configuration");
        }

        return (configuration.Username ?? configuration.Password) is null
            ? null
            : Credential.Basic(configuration.Username ?? "", configuration.Password ?? "");
    }

    private async Task<ClientCertificate?> ReadCertificateAsync(CancellationToken cancellationToken)
    {
        var certificateFile = configuration.ClientCertificateFilePath;
        var keyFile = configuration.ClientKeyFilePath;
        var certificate = configuration.ClientCertificateData ?? await ReadIfAnyAsync(certificateFile, cancellationToken);
        var key = configuration.ClientCertificateKeyData ?? await ReadIfAnyAsync(keyFile, cancellationToken);
        return certificate is null || key is null
            ? null
            : ClientCertificate.Load(certificate, key, $"{certificateFile ?? "The client certificate"}, {keyFile ?? "the client key"}");
    }

    private static async Task<string?> ReadIfAnyAsync(string? file, CancellationToken cancellationToken) =>
        file is null ? null : await ConfigurationFile.ReadAsync(file, cancellationToken);
}
