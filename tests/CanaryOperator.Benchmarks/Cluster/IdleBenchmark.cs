using System.Text.Json;
using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Benchmarks.Reporting;

namespace CanaryOperator.Benchmarks.Cluster;

/// <summary>What the API server is asked when there is nothing to do, with transformers, routes and webhooks.</summary>
internal sealed class IdleBenchmark : IBenchmark
{
    private const int Services = 50;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    public string Name => "idle";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        await using var process = await cluster.StartOperatorWithWebhooksAsync(cancellationToken);
        using var image = JsonDocument.Parse("\"transformer:1\"");
        var container = new Container
        {
            Name = "kserve-container",
            AdditionalProperties = new Dictionary<string, JsonElement> { ["image"] = image.RootElement },
        };
        var transformer = new TransformerSpec { Containers = [container] };
        await cluster.CreateSettledAsync(Services, transformer, cancellationToken);

        var before = await cluster.OperatorRequestsAsync(cancellationToken);
        await Task.Delay(Window, TimeProvider.System, cancellationToken);
        var during = (await cluster.OperatorRequestsAsync(cancellationToken)).Skip(before.Count).ToList();

        foreach (var entry in during)
        {
            Console.WriteLine($"  {entry.Verb} {entry.Resource} {entry.Name} {entry.Subresource}");
        }

        return
        [
            new(
                $"API requests in {Window.TotalSeconds:0} s idle, {Services} InferenceServices with transformers "
                    + "(without watches and the Lease)",
                $"{during.Count}",
                "0"),
            .. await ReconcileTimes.FiguresAsync(process, $"{Services} InferenceServices with transformers", cancellationToken),
        ];
    }
}
