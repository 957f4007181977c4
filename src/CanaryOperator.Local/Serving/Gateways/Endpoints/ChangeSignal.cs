namespace CanaryOperator.Local.Serving.Gateways.Endpoints;

/// <summary>Tells everybody who waits that something has changed. Thread-safe.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Create();

    /// <summary>Ends with the next change. To be taken before one looks, so that no change is missed in between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, Create()).SetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
