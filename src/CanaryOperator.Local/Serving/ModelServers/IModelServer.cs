namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>What answers in place of a pod's containers. Disposing it is a crash: all connections break at once.</summary>
internal interface IModelServer : IAsyncDisposable
{
    /// <summary>Where predictions are answered, as in <c>127.0.0.1:43121</c>.</summary>
    string Address { get; }

    /// <summary>Where metrics are, under <c>/metrics</c>.</summary>
    string MetricsAddress { get; }

    /// <summary>Takes no new connection and finishes what is under way, for 10 s at most or until cancelled. Then it is silent.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
