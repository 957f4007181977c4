using System.Runtime.ExceptionServices;

namespace CanaryOperator.Runtime.Tests;

/// <summary>
/// Makes asynchronous code deterministic: on a thread without synchronization context and task scheduler, what waits for a fake clock or a
/// fake server goes on inside the call that moves the clock or gives the answer.
/// </summary>
internal static class OnOneThread
{
    public static void Run(Action test)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                test();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>For tests that end by awaiting what is complete by then.</summary>
    public static Task RunAsync(Func<Task> test)
    {
        var result = Task.CompletedTask;
        Run(() => result = test());
        return result;
    }
}
