using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.Hosting;

namespace CanaryOperator.Runtime.Tests.Hosting;

/// <summary>A server, cache or controller that writes down when it starts and stops.</summary>
internal sealed class FakePart(string name, Journal journal) : ICache, IHostedService
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public bool HasSynced { get; set; } = true;

    public string? LastError { get; set; }

    /// <summary>Ends only when told so, whatever its token says.</summary>
    public bool DrainsSlowly { get; init; }

    public Exception? StartFailure { get; init; }

    public void End() => _ended.TrySetResult();

    public void Fail(Exception exception) => _ended.TrySetException(exception);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        journal.Add($"{name} started");
        await using var registration = cancellationToken.Register(() =>
        {
            journal.Add($"{name} told to stop");
            if (!DrainsSlowly)
            {
                End();
            }
        });
        await _ended.Task;
        journal.Add($"{name} stopped");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Add($"{name} started");
        return StartFailure is null ? Task.CompletedTask : Task.FromException(StartFailure);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Add($"{name} stopped");
        return Task.CompletedTask;
    }
}
