using System.Text;
using BenchmarkDotNet.Attributes;
using CanaryOperator.Api.Knative;
using CanaryOperator.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Benchmarks.Code;

/// <summary>A watch of Knative Services as an API server sends it, from the first byte of the body to typed objects.</summary>
public class WatchRuns
{
    private const int Events = 1000;

    private static readonly byte[] Event = Encoding.UTF8.GetBytes($$"""{"type":"MODIFIED","object":{{ReadService()}}}{{"\n"}}""");
    private static readonly KubernetesClient Client = CreateClient();

    private readonly WatchOptions _options = new() { ResourceVersion = "1", Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>In bytes, with its line break.</summary>
    public static int EventSize => Event.Length;

    [Benchmark(OperationsPerInvoke = Events)]
    public async Task<int> ReadAsync()
    {
        var count = 0;
        await foreach (var _ in Client.WatchAsync(KnativeResources.Services, _options, CancellationToken.None))
        {
            count++;
        }

        return count;
    }

    private static KubernetesClient CreateClient()
    {
        var handler = new CannedHandler([.. Enumerable.Repeat(Event, Events).SelectMany(line => line)]);
        return new(
            new("http://127.0.0.1/"), new(handler), new(handler), new(), TimeProvider.System, new(1), NullLogger.Instance);
    }

    /// <summary>Recorded from the local cluster: a pinned canary, with the managed fields of all who wrote to it.</summary>
    private static string ReadService()
    {
        using var reader = new StreamReader(typeof(WatchRuns).Assembly.GetManifestResourceStream("knative-service.json")!);
        return reader.ReadToEnd().Trim();
    }
}
