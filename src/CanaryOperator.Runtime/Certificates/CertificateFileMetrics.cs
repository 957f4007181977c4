using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>The <c>certwatcher_*</c> metrics under the names that controller-runtime gave them.</summary>
public sealed class CertificateFileMetrics
{
    public CertificateFileMetrics(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Reads = meter.CreateCounter<long>("certwatcher_read_certificate_total", null, "Reads of the certificate files.");
        Errors = meter.CreateCounter<long>("certwatcher_read_certificate_errors_total", null, "Reads that gave no certificate.");

        // rate() over a series that appears with its first event misses that event.
        Reads.Add(0);
        Errors.Add(0);
    }

    internal Counter<long> Reads { get; }

    internal Counter<long> Errors { get; }
}
