using System.Security.Cryptography;
using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>
/// Serves with the certificate in a folder that somebody else keeps, such as a mounted Secret of cert-manager: <c>tls.crt</c> (with its
/// intermediates) and <c>tls.key</c>. Looks every 10 s; while what it finds is of no use, the last good certificate stays.
/// </summary>
public sealed class CertificateFiles(
    string folder, ServingCertificate serving, CertificateFileMetrics metrics, TimeProvider clock, ILogger<CertificateFiles> logger)
    : ICache
{
    /// <summary>The files are read rather than watched: a mounted Secret changes by a link above them, without touching them.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private (string Certificate, string Key)? _served;
    private volatile string? _lastError;

    public string Name => "webhook-certificate";

    public bool HasSynced => serving.IsLoaded;

    public string? LastError => _lastError;

    /// <summary>Ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await TryLoadAsync(cancellationToken);
            await Task.Delay(Period, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryLoadAsync(CancellationToken cancellationToken)
    {
        metrics.Reads.Add(1);
        try
        {
            await LoadAsync(cancellationToken);
            _lastError = null;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            metrics.Errors.Add(1);
            var error = $"Cannot use {folder}/tls.crt with tls.key: {exception.Message}";
            if (error != _lastError)
            {
                Log.FilesUnusable(logger, error);
            }

            _lastError = error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The loop ends.
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var certificate = await File.ReadAllTextAsync(Path.Combine(folder, "tls.crt"), cancellationToken);
        var key = await File.ReadAllTextAsync(Path.Combine(folder, "tls.key"), cancellationToken);
        if (_served != (certificate, key))
        {
            var loaded = PemCertificate.Load(certificate, key);
            serving.Use(loaded);
            _served = (certificate, key);
            Log.Serving(logger, folder, loaded.TargetCertificate.NotAfter);
        }
    }
}
