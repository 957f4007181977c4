using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Kubernetes.Transport;

namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>What must hold of every configuration, whether it was loaded or built by hand, before anything is sent.</summary>
internal static class ConfigurationRules
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks5"];

    /// <param name="configuration">What to check.</param>
    /// <param name="origin">Where a person can correct it; begins the message.</param>
    /// <exception cref="KubeConfigException">The first rule that does not hold.</exception>
    public static void EnsureUsable(KubernetesClientConfiguration configuration, string origin)
    {
        if (FindProblem(configuration) is { } problem)
        {
            throw new KubeConfigException($"{origin}: {problem}.");
        }

        if (configuration.CertificateAuthorityData is { } roots)
        {
            _ = new TrustedRoots(roots, $"{origin}: certificate-authority-data");
        }

        if (configuration is { ClientCertificateData: { } certificate, ClientCertificateKeyData: { } key })
        {
            _ = ClientCertificate.Load(certificate, key, $"{origin}: client-certificate-data and client-key-data");
        }
    }

    private static string? FindProblem(KubernetesClientConfiguration configuration) =>
        AddressProblem(configuration)
        ?? ServerIdentityProblem(configuration)
        ?? UserProblem(configuration)
        ?? ImpersonationProblem(configuration)
        ?? FileProblem(configuration);

    private static string? AddressProblem(KubernetesClientConfiguration configuration)
    {
        var host = configuration.Host;
        if (!host.IsAbsoluteUri || (host.Scheme != Uri.UriSchemeHttps && host.Scheme != Uri.UriSchemeHttp))
        {
            return "server must begin with https://";
        }

        if (host.UserInfo.Length > 0 || host.Query.Length > 0 || host.Fragment.Length > 0)
        {
            return "server must be a plain address, without user, password, query or fragment";
        }

        if (host.Scheme == Uri.UriSchemeHttp && HasCredentials(configuration))
        {
            return "server is http, which would show the credentials to everybody on the way; use https";
        }

        if (host.Scheme == Uri.UriSchemeHttp && !host.IsLoopback)
        {
            return "server is http, which is allowed on this machine only; use https";
        }

        return configuration.Proxy is { } proxy && !ProxySchemes.Contains(proxy.Scheme)
            ? $"proxy-url must be one of {string.Join(", ", ProxySchemes)}, not {proxy.Scheme}"
            : null;
    }

    private static string? ServerIdentityProblem(KubernetesClientConfiguration configuration) =>
        configuration.SkipTlsVerify && (configuration.CertificateAuthorityData ?? configuration.CertificateAuthorityFile) is not null
            ? "insecure-skip-tls-verify and a certificate authority exclude each other; keep the certificate authority"
            : null;

    private static string? UserProblem(KubernetesClientConfiguration configuration)
    {
        var hasCertificate = (configuration.ClientCertificateData ?? configuration.ClientCertificateFilePath) is not null;
        var hasKey = (configuration.ClientCertificateKeyData ?? configuration.ClientKeyFilePath) is not null;
        var hasToken = (configuration.AccessTokenFile ?? configuration.AccessToken) is not null;
        var hasPassword = (configuration.Username ?? configuration.Password) is not null;
        if (hasCertificate != hasKey)
        {
            return hasCertificate
                ? "the client certificate has no key; add client-key"
                : "the client key has no certificate; add client-certificate";
        }

        if (hasToken && hasPassword)
        {
            return "token and username/password exclude each other; keep one";
        }

        if (configuration.Exec is not { } exec)
        {
            return null;
        }

        if (hasToken || hasPassword || hasCertificate)
        {
            return "exec excludes token, username/password and client certificate; keep one";
        }

        return exec.ApiVersion is ExecApiVersions.V1 or ExecApiVersions.V1Beta1
            ? null
            : $"exec.apiVersion must be {ExecApiVersions.V1} or {ExecApiVersions.V1Beta1}, not '{exec.ApiVersion}'";
    }

    // A line break in a header would at best lose the header, and with it the restriction to the other user's rights.
    private static string? ImpersonationProblem(KubernetesClientConfiguration configuration)
    {
        if (configuration.Impersonation is not { } impersonation)
        {
            return null;
        }

        string[] texts =
        [
            impersonation.UserName,
            impersonation.Uid ?? "",
            .. impersonation.Groups,
            .. impersonation.Extra.Keys,
            .. impersonation.Extra.Values.SelectMany(values => values),
        ];
        return impersonation.UserName.Length == 0 || texts.Any(text => text.Any(char.IsControl))
            ? "the user to impersonate must have a name, and no control characters anywhere"
            : null;
    }

    private static string? FileProblem(KubernetesClientConfiguration configuration)
    {
        (string Field, string? Path)[] files =
        [
            ("certificate-authority", configuration.CertificateAuthorityData is null ? configuration.CertificateAuthorityFile : null),
            ("client-certificate", configuration.ClientCertificateData is null ? configuration.ClientCertificateFilePath : null),
            ("client-key", configuration.ClientCertificateKeyData is null ? configuration.ClientKeyFilePath : null),
            ("tokenFile", configuration.AccessTokenFile),
        ];
        var missing = Array.Find(files, file => file.Path is not null && !File.Exists(file.Path));
        return missing.Path is null ? null : $"{missing.Field} {missing.Path} does not exist; correct the path";
    }

    private static bool HasCredentials(KubernetesClientConfiguration configuration) => (configuration.AccessToken
        ?? configuration.AccessTokenFile
        ?? configuration.Username
        ?? configuration.Password
        ?? configuration.ClientCertificateData
        ?? configuration.ClientCertificateFilePath
        ?? configuration.Exec?.Command) is not null;
}
