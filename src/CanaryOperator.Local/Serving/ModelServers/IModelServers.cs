namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>Starts what answers in place of pods' containers.</summary>
internal interface IModelServers
{
    /// <summary>Returns once it listens.</summary>
    Task<IModelServer> StartAsync(ModelServerOptions options, CancellationToken cancellationToken);
}
