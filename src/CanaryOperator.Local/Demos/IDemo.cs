namespace CanaryOperator.Local.Demos;

/// <summary>Something that a cluster is shown to do, checked on the way.</summary>
internal interface IDemo
{
    /// <exception cref="DemoFailedException">Something is not as it is promised.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
