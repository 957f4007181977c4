using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>The certificates that alone may vouch for the server. Equal when read from the same text.</summary>
internal sealed class TrustedRoots : IEquatable<TrustedRoots>
{
    private readonly string _pem;

    /// <param name="pem">One or several certificates.</param>
    /// <param name="origin">Where they come from, for the error.</param>
    /// <exception cref="KubeConfigException">There is none among them, or one is broken.</exception>
    public TrustedRoots(string pem, string origin)
    {
        _pem = pem;
        try
        {
            Certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new KubeConfigException($"{origin}: not a list of PEM certificates ({e.Message})", e);
        }

        if (Certificates.Count == 0)
        {
            throw new KubeConfigException($"{origin}: holds no PEM certificate.");
        }
    }

    private TrustedRoots() => _pem = "";

    /// <summary>No certificates of our own: those of the system vouch.</summary>
    public static TrustedRoots OfSystem { get; } = new();

    public X509Certificate2Collection Certificates { get; } = [];

    public bool Equals(TrustedRoots? other) => other is not null && _pem == other._pem;

    public override bool Equals(object? obj) => Equals(obj as TrustedRoots);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_pem);
}
