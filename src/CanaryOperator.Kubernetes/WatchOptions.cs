namespace CanaryOperator.Kubernetes;

/// <summary>What to watch, and from where.</summary>
public sealed record WatchOptions
{
    /// <summary>Null watches all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>The version to watch from, as a list or the last event gave it.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>
    /// After this long the server ends the watch. The client gives up by itself 30 s later if nothing, not even an end, has arrived.
    /// </summary>
    public required TimeSpan Timeout { get; init; }
}
