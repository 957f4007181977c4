using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>Runs several things that live and die together.</summary>
internal sealed class RunnableGroup(IReadOnlyList<IRunnable> members, ILogger logger)
{
    private readonly ConcurrentDictionary<string, IRunnable> _running = new(StringComparer.Ordinal);

    /// <summary>Names of those that have not ended yet.</summary>
    public IEnumerable<string> Running => _running.Keys.Order(StringComparer.Ordinal);

    /// <summary>
    /// Runs all of them until cancelled, and waits until the last one has ended. When one fails, or ends by itself, the others are
    /// stopped and its exception is thrown.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Token.Register(() => stopped.TrySetResult());

        // Even a group without members runs until it is stopped.
        await Task.WhenAll(members.Select(member => RunAsync(member, stop)).Append(stopped.Task));
    }

    private async Task RunAsync(IRunnable member, CancellationTokenSource stop)
    {
        _running[member.Name] = member;
        try
        {
            await member.RunAsync(stop.Token);
            if (!stop.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{member.Name} ended although nobody stopped it.");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Log.Failed(logger, member.Name, exception);
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            _running.TryRemove(member.Name, out _);
        }
    }
}
