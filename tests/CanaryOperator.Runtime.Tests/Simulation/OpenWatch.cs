namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>One watch that the fake server is answering.</summary>
internal sealed class OpenWatch
{
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? Failure { get; set; }

    public bool Closed { get; set; }

    public bool BookmarkDue { get; set; }

    public bool TakeBookmark()
    {
        var due = BookmarkDue;
        BookmarkDue = false;
        return due;
    }

    public void Wake(Action change)
    {
        change();
        _wake.TrySetResult();
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Not Task.WaitAsync: it would go through the thread pool, past the scheduler of the test.
        await using var cancel = cancellationToken.Register(() => _wake.TrySetCanceled(cancellationToken));
        await _wake.Task;
        _wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
