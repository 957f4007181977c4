using System.Text;
using System.Text.Json;
using CanaryOperator.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Authentication.Exec;

/// <summary>Credentials from a plugin, good until the end that it states, or else until the server refuses them.</summary>
internal sealed class ExecCredentials(
    ExecConfiguration exec, KubernetesClientConfiguration configuration, TimeProvider clock, ILogger logger)
{
    private readonly ExecPlugin _plugin = new(exec, clock);

    /// <exception cref="KubeConfigException">The plugin failed, or answered something else.</exception>
    public async Task<Refreshed<Credential>> ReadAsync(CancellationToken cancellationToken)
    {
        var question = new ExecCredentialDocument
        {
            ApiVersion = exec.ApiVersion,
            Kind = ExecCredentialDocument.ExpectedKind,
            Spec = new ExecCredentialSpec
            {
                Interactive = false,
                Cluster = exec.ProvideClusterInfo ? await DescribeClusterAsync(cancellationToken) : null,
            },
        };
        var info = JsonSerializer.Serialize(question, ExecJsonContext.Default.ExecCredentialDocument);
        var status = Parse(await _plugin.RunAsync(info, cancellationToken));
        Log.PluginAnswered(logger, exec.Command, status.ExpirationTimestamp);
        return new Refreshed<Credential>(
            ToCredential(status), status.ExpirationTimestamp ?? DateTimeOffset.MaxValue, OutlivesFailure: false);
    }

    private ExecCredentialStatus Parse(string output)
    {
        ExecCredentialDocument? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, ExecJsonContext.Default.ExecCredentialDocument);
        }
        catch (JsonException e)
        {
            // Without the parser's own words: they may quote the credential.
            throw _plugin.Error($"did not print an ExecCredential in JSON (line {e.LineNumber + 1}, field '{e.Path}')");
        }

        if (answer?.Kind != ExecCredentialDocument.ExpectedKind || answer.ApiVersion != exec.ApiVersion)
        {
            throw _plugin.Error(
                $"answered with '{answer?.Kind}' of '{answer?.ApiVersion}'; expected is ExecCredential of {exec.ApiVersion}");
        }

        return answer.Status ?? throw _plugin.Error("answered without a status");
    }

    private Credential ToCredential(ExecCredentialStatus status)
    {
        var hasToken = !string.IsNullOrEmpty(status.Token);
        var hasCertificate = !string.IsNullOrEmpty(status.ClientCertificateData);
        if (hasCertificate == string.IsNullOrEmpty(status.ClientKeyData))
        {
            throw _plugin.Error("answered with only one of status.clientCertificateData and status.clientKeyData");
        }

        if (!hasToken && !hasCertificate)
        {
            throw _plugin.Error("answered with neither status.token nor status.clientCertificateData");
        }

        var origin = $"Credential plugin {exec.Command}";
        return new Credential(
            hasToken ? Credential.Bearer(status.Token!, origin) : null,
            hasCertificate ? ClientCertificate.Load(status.ClientCertificateData!, status.ClientKeyData!, origin) : null);
    }

    private async Task<ExecCluster> DescribeClusterAsync(CancellationToken cancellationToken)
    {
        var roots = configuration.CertificateAuthorityData
            ?? (configuration.CertificateAuthorityFile is { } file ? await ConfigurationFile.ReadAsync(file, cancellationToken) : null);
        return new ExecCluster
        {
            Server = configuration.Host.OriginalString,
            TlsServerName = configuration.TlsServerName,
            InsecureSkipTlsVerify = configuration.SkipTlsVerify ? true : null,
            CertificateAuthorityData = roots is null ? null : Encoding.UTF8.GetBytes(roots),
            ProxyUrl = configuration.Proxy?.OriginalString,
            DisableCompression = configuration.DisableCompression ? true : null,
            Config = exec.ClusterConfig is { } config ? JsonElement.Parse(config) : null,
        };
    }
}
