namespace CanaryOperator.Runtime.Hosting;

/// <summary>Something that runs until it is told to stop, and then ends when it has finished what it had begun.</summary>
public interface IRunnable
{
    /// <summary>For logs and errors.</summary>
    string Name { get; }

    Task RunAsync(CancellationToken cancellationToken);
}
