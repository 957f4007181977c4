using System.Collections.Concurrent;
using CanaryOperator.Local.Serving.ModelServers;

namespace CanaryOperator.Local.Tests.Serving.Pods;

/// <summary>Model servers that listen nowhere.</summary>
internal sealed class FakeModelServers : IModelServers
{
    private readonly ConcurrentQueue<FakeModelServer> _servers = new();
    private int _started;

    public FakeModelServer NewestOf(string pod) => _servers.Last(server => server.Options.Pod == pod);

    public int CountOf(string pod) => _servers.Count(server => server.Options.Pod == pod);

    public Task<IModelServer> StartAsync(ModelServerOptions options, CancellationToken cancellationToken)
    {
        var server = new FakeModelServer(options, Interlocked.Increment(ref _started));
        _servers.Enqueue(server);
        return Task.FromResult<IModelServer>(server);
    }
}
