using System.Net;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.LeaderElection;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>One candidate with its own clock and its own way to the lease; all of it runs inside <see cref="Step"/>.</summary>
internal sealed class SimulatedProcess : UnsupportedKubernetesClient
{
    private readonly FakeTimeProvider _world;
    private readonly LeaseStore _store;
    private readonly Queue<Action> _arrived = new();
    private readonly TaskCompletionSource _drained = new();
    private Action _stop = () => { };

    public SimulatedProcess(string identity, FakeTimeProvider world, LeaseStore store, Random random, TimeSpan clockSkew = default)
    {
        _world = world;
        _store = store;
        Identity = identity;
        Clock = new ProcessClock(world.GetUtcNow() + clockSkew);
        var @lock = new LeaseLock(this, "canary", "lease", identity);
        Elector = new LeaderElector(@lock, new LeaderElectionConfig(), Clock, random, NullLogger<LeaderElector>.Instance);
    }

    public string Identity { get; }

    public ProcessClock Clock { get; }

    public LeaderElector Elector { get; }

    public Network Network { get; set; } = Network.Perfect;

    /// <summary>Verbs of the requests sent, in order.</summary>
    public List<string> Requests { get; } = [];

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Of the work; null until it was started.</summary>
    public CancellationToken? WorkToken { get; private set; }

    /// <summary>When to end the work after its token was cancelled; at once unless set.</summary>
    public bool DrainsSlowly { get; init; }

    /// <summary>Stands still while its clock goes on.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Stands still together with its clock, like a suspended virtual machine.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Of a timer and an answer that are both due when it wakes, the answer is handled first.</summary>
    public bool AnswersFirst { get; set; }

    public bool StandsStill => IsPaused || IsFrozen;

    public bool BelievesToLead => WorkToken is { IsCancellationRequested: false } && !Running.IsCompleted;

    public SimulatedProcess Start()
    {
        var stop = new CancellationTokenSource();
        _stop = stop.Cancel;
        Running = Elector.RunAsync(WorkAsync, stop.Token);
        return this;
    }

    public void Stop() => _stop();

    public void FinishDraining() => _drained.TrySetResult();

    public void FailWork(Exception exception) => _drained.TrySetException(exception);

    public void Step(TimeSpan by)
    {
        if (!IsFrozen)
        {
            Clock.Move(by);
        }

        if (StandsStill)
        {
            return;
        }

        if (AnswersFirst)
        {
            ReceiveAnswers();
        }

        Clock.FireDueTimers();
        ReceiveAnswers();
    }

    public override Task<T?> GetAsync<T>(
        ResourceDescriptor<T> resource, string name, string? @namespace, CancellationToken cancellationToken)
        where T : class => Request("get", () => (T?)(object?)_store.Current, cancellationToken);

    public override Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken) =>
        Request("create", () => (T)(object)_store.Create((V1Lease)(object)entity), cancellationToken);

    public override Task<T> UpdateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken) =>
        Request("update", () => (T)(object)_store.Update((V1Lease)(object)entity), cancellationToken);

    private void ReceiveAnswers()
    {
        while (_arrived.TryDequeue(out var arrival))
        {
            arrival();
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        WorkToken = cancellationToken;
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
        await Task.WhenAny(cancelled.Task, _drained.Task);
        if (DrainsSlowly || _drained.Task.IsFaulted)
        {
            await _drained.Task;
        }
    }

    private Task<T> Request<T>(string verb, Func<T> execute, CancellationToken cancellationToken)
    {
        Requests.Add(verb);
        var answer = new TaskCompletionSource<T>();
        cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        var (fate, thereIn, backIn) = (Network.Fate(), Network.Latency(), Network.Latency());

        // What was sent is carried out even if the caller no longer waits for it.
        After(thereIn, () =>
        {
            var complete = Execute(execute, fate, answer);
            After(backIn, () => Deliver(complete));
        });
        return answer.Task;
    }

    private static Action Execute<T>(Func<T> execute, Fate fate, TaskCompletionSource<T> answer)
    {
        try
        {
            var result = fate is Fate.Answered or Fate.ResponseLost or Fate.ResponseHangs ? execute() : default!;
            return fate switch
            {
                Fate.Answered => () => answer.TrySetResult(result),
                Fate.RequestLost or Fate.ResponseLost =>
                    () => answer.TrySetException(new KubernetesException("connection reset", new IOException())),
                Fate.Refused => () => answer.TrySetException(
                    new KubernetesException("overloaded", HttpStatusCode.ServiceUnavailable, null, null)),
                _ => () => { },
            };
        }
        catch (KubernetesException exception)
        {
            return fate is Fate.ResponseHangs ? () => { } : () => answer.TrySetException(exception);
        }
    }

    private void After(TimeSpan delay, Action action)
    {
        if (delay == TimeSpan.Zero)
        {
            action();
        }
        else
        {
            _world.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Deliver(Action arrival)
    {
        if (StandsStill)
        {
            _arrived.Enqueue(arrival);
        }
        else
        {
            arrival();
        }
    }
}
