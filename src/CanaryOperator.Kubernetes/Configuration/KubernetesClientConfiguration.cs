using System.Reflection;
using System.Runtime.InteropServices;

namespace CanaryOperator.Kubernetes;

/// <summary>
/// One resolved cluster, user and namespace: all that is needed to connect. Immutable; prints no secret. Where a setting exists as data and
/// as a file, the data wins; files are read again while the program runs, because they are rotated.
/// </summary>
public sealed partial record KubernetesClientConfiguration
{
    private static readonly string DefaultUserAgent = DescribeProgram();

    /// <summary>Address of the API server. A path prefix, such as that of a gateway, is part of it.</summary>
    public required Uri Host { get; init; }

    /// <summary>For requests that name none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The kubeconfig context; null in a cluster.</summary>
    public string? CurrentContext { get; init; }

    /// <summary>The name to expect in the server's certificate, when it is not that of <see cref="Host"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Accept any server certificate. Excludes a certificate authority.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>PEM, one or several certificates, which alone may vouch for the server; without any, those of the system.</summary>
    public string? CertificateAuthorityData { get; init; }

    /// <inheritdoc cref="CertificateAuthorityData"/>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>PEM: the certificate, then its intermediates.</summary>
    public string? ClientCertificateData { get; init; }

    /// <summary>PEM, not encrypted.</summary>
    public string? ClientCertificateKeyData { get; init; }

    /// <inheritdoc cref="ClientCertificateData"/>
    public string? ClientCertificateFilePath { get; init; }

    /// <inheritdoc cref="ClientCertificateKeyData"/>
    public string? ClientKeyFilePath { get; init; }

    /// <summary><c>http</c>, <c>https</c> or <c>socks5</c>. Null for the environment's, except on the way to this machine itself.</summary>
    public Uri? Proxy { get; init; }

    public bool DisableCompression { get; init; }

    /// <summary>Bearer token.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Wins over <see cref="AccessToken"/>.</summary>
    public string? AccessTokenFile { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>A program that hands out credentials.</summary>
    public ExecConfiguration? Exec { get; init; }

    /// <summary>Whom to act as; the user must be allowed to.</summary>
    public ImpersonationConfiguration? Impersonation { get; init; }

    /// <summary>How API server logs name this program: <c>name/version (os/architecture)</c>.</summary>
    public string UserAgent { get; init; } = DefaultUserAgent;

    /// <summary>Where it leads, without any secret.</summary>
    public override string ToString()
    {
        var address = Host.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return $"{address} (namespace {Namespace}, {(CurrentContext is null ? "no context" : $"context {CurrentContext}")})";
    }

    private static string DescribeProgram()
    {
        var program = (Assembly.GetEntryAssembly() ?? typeof(KubernetesClientConfiguration).Assembly).GetName();
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return $"{program.Name}/{program.Version?.ToString(3)} ({system}/{architecture})";
    }
}
