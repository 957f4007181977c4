using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>Model servers in this process.</summary>
internal sealed class LocalModelServers(TimeProvider clock, ILoggerFactory loggers) : IModelServers
{
    public async Task<IModelServer> StartAsync(ModelServerOptions options, CancellationToken cancellationToken) =>
        await ModelServer.StartAsync(options, clock, loggers, cancellationToken);
}
