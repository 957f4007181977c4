namespace CanaryOperator.Kubernetes;

/// <summary>What a <see cref="WatchEvent{T}"/> tells.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Only the resource version moved.</summary>
    Bookmark,

    /// <summary>An object was added or modified that could not be read; see <see cref="WatchEvent{T}.Unreadable"/>.</summary>
    Unreadable,
}
