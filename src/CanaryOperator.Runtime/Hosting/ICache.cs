namespace CanaryOperator.Runtime.Hosting;

/// <summary>A cache that controllers read: they must not start before it is complete.</summary>
public interface ICache : IRunnable
{
    bool HasSynced { get; }

    /// <summary>Why it is not being kept up to date; null while it is.</summary>
    string? LastError { get; }
}
