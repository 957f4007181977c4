using CanaryOperator.Testing;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>
/// Runs asynchronous code on the thread of the test, so that "nothing is left to run" is a barrier. With a <see cref="Random"/> it picks
/// what runs next by chance: one seed is one interleaving, and it can be had again.
/// </summary>
internal sealed class TestScheduler(Random? random = null) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];
    private readonly List<Task> _started = [];

    public FakeTimeProvider Clock { get; } = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
        {
            _ready.Add((d, state));
        }
    }

    /// <summary>Starts something whose failure fails the test at the next <see cref="Settle"/>.</summary>
    public Task Start(Func<Task> body)
    {
        var task = Inside(body);
        _started.Add(task);
        return task;
    }

    /// <summary>Runs one thing that is ready; false when there is none.</summary>
    public bool RunOne()
    {
        (SendOrPostCallback Callback, object? State) next;
        lock (_ready)
        {
            if (_ready.Count == 0)
            {
                return false;
            }

            var index = random?.Next(_ready.Count) ?? 0;
            next = _ready[index];
            _ready.RemoveAt(index);
        }

        Inside(() =>
        {
            next.Callback(next.State);
            return 0;
        });
        return true;
    }

    /// <summary>Runs until everything waits for the clock or for the test.</summary>
    public void Settle()
    {
        for (var i = 0; RunOne(); i++)
        {
            i.Should().BeLessThan(1_000_000, "the code under test must come to rest while the clock stands still");
        }

        if (_started.Find(task => task.IsFaulted) is { } failed)
        {
            _started.Remove(failed);
            failed.GetAwaiter().GetResult();
        }
    }

    /// <summary>
    /// For what takes a way through the thread pool, as some cancellations do, and cannot be settled for that reason.
    /// </summary>
    public Task SettleUntilAsync(Func<bool> condition, string what) => Eventually.BecomesTrueAsync(
        () =>
        {
            Settle();
            return condition();
        },
        what);

    /// <summary>Moves the clock in small steps, so that what wakes up can wait again before more time has passed.</summary>
    public void Advance(TimeSpan by)
    {
        Settle();
        var steps = (int)Math.Clamp(by.TotalMilliseconds / 100, 1, 1000);
        for (var i = 0; i < steps; i++)
        {
            Clock.Advance(by / steps);
            Settle();
        }
    }

    private TResult Inside<TResult>(Func<TResult> body)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            return body();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }
}
