using CanaryOperator.Local.Serving.ModelServers;

namespace CanaryOperator.Local.Tests.Serving.Pods;

/// <summary>Says what became of it.</summary>
internal sealed class FakeModelServer(ModelServerOptions options, int number) : IModelServer
{
    public ModelServerOptions Options => options;

    public string Address => $"127.0.0.1:{number}";

    public string MetricsAddress => $"127.0.0.1:{10_000 + number}";

    /// <summary>Requests that are under way.</summary>
    public Task UntilDrained { get; set; } = Task.CompletedTask;

    public bool HasDrained { get; private set; }

    public bool IsGone { get; private set; }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await UntilDrained.WaitAsync(cancellationToken);
        HasDrained = true;
    }

    public ValueTask DisposeAsync()
    {
        IsGone = true;
        return ValueTask.CompletedTask;
    }
}
