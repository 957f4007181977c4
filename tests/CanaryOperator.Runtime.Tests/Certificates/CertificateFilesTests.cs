using System.Diagnostics.Metrics;
using CanaryOperator.Runtime.Certificates;
using CanaryOperator.Runtime.Tests.Simulation;
using CanaryOperator.Runtime.Tests.Webhooks;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Certificates;

public sealed class CertificateFilesTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("certificate-files").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly MetricsProbe _metrics;
    private readonly RecordingLogger<CertificateFiles> _logger = new();
    private readonly ServingCertificate _serving = new();
    private readonly CertificateFiles _files;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public CertificateFilesTests()
    {
        _metrics = new MetricsProbe(_meter);
        _files = new CertificateFiles(_folder, _serving, new CertificateFileMetrics(_meter), _clock, _logger);
    }

    private double Reads => _metrics.Value("certwatcher_read_certificate_total{}");

    private double Errors => _metrics.Value("certwatcher_read_certificate_errors_total{}");

    [Fact]
    public async Task A_certificate_that_is_there_is_served()
    {
        var material = await PutAsync();

        await StartAsync();

        _files.HasSynced.Should().BeTrue();
        _files.LastError.Should().BeNull();
        (await _serving.ServedAsync()).Thumbprint.Should().Be(material.Leaf.Thumbprint);
        Reads.Should().Be(1);
        Errors.Should().Be(0);
    }

    [Fact]
    public async Task A_certificate_that_comes_later_is_found_within_ten_seconds()
    {
        await StartAsync();
        _files.HasSynced.Should().BeFalse();
        _files.LastError.Should().StartWith($"Cannot use {_folder}/tls.crt");

        var material = await PutAsync();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Reads.Should().Be(1);
        await PassAsync(TimeSpan.FromSeconds(0.1));

        (await _serving.ServedAsync()).Thumbprint.Should().Be(material.Leaf.Thumbprint);
        _files.LastError.Should().BeNull();
    }

    [Fact]
    public async Task A_certificate_is_replaced_and_one_that_cannot_be_read_is_not()
    {
        await PutAsync();
        await StartAsync();

        var second = await PutAsync();
        await PassAsync(TimeSpan.FromSeconds(10));
        (await _serving.ServedAsync()).Thumbprint.Should().Be(second.Leaf.Thumbprint);

        await File.WriteAllTextAsync(Path.Combine(_folder, "tls.key"), TestCertificates.New().LeafKeyPem);
        await PassAsync(TimeSpan.FromSeconds(10));
        await PassAsync(TimeSpan.FromSeconds(10));

        (await _serving.ServedAsync()).Thumbprint.Should().Be(second.Leaf.Thumbprint, "the key is not that of the certificate");
        _files.HasSynced.Should().BeTrue();
        _files.LastError.Should().NotBeNull();
        _logger.At(LogLevel.Warning).Should().ContainSingle("it is the same failure");
        Reads.Should().Be(4);
        Errors.Should().Be(2);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _metrics.Dispose();
        _meter.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<CertificateMaterial> PutAsync()
    {
        var material = TestCertificates.New();
        await File.WriteAllTextAsync(Path.Combine(_folder, "tls.crt"), material.LeafPem);
        await File.WriteAllTextAsync(Path.Combine(_folder, "tls.key"), material.LeafKeyPem);
        return material;
    }

    private Task StartAsync()
    {
        _running = _files.RunAsync(_stop.Token);
        return RestsAsync();
    }

    private Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return RestsAsync();
    }

    private Task RestsAsync() => Eventually.BecomesTrueAsync(() => _clock.PendingTimers == 1, "it has read and waits");
}
