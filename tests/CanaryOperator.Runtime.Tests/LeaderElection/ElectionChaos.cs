using CanaryOperator.Testing;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>Processes that crash, stop, pause and wake, over a network that loses and delays; all of it from one seed.</summary>
internal sealed class ElectionChaos
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // Longer stops of a clock can make two leaders with any lease that has no fencing; the margin of lease and deadline is 5 s.
    private const int LongestFreezeInTicks = 45;
    private const int TicksBetweenFreezes = 150;

    private readonly Random _random;
    private readonly FakeTimeProvider _world = new();
    private readonly Candidate[] _candidates;
    private int _started;

    public ElectionChaos(int candidates, int seed)
    {
        _random = new Random(seed);
        _candidates = [.. Enumerable.Range(0, candidates).Select(_ => new Candidate())];
    }

    public LeaseStore Store { get; } = new();

    public TimeSpan Now => TimeSpan.FromTicks(_world.GetTimestamp());

    /// <summary>Processes that did get to lead.</summary>
    public int Terms { get; private set; }

    /// <summary>Who would act right now: it runs, and either its work has not been stopped or it would say that it leads.</summary>
    public IEnumerable<SimulatedProcess> Leaders => _candidates
        .Select(candidate => candidate.Process)
        .OfType<SimulatedProcess>()
        .Where(process => !process.StandsStill && (process.BelievesToLead || process.Elector.IsLeader));

    public void Step()
    {
        _world.Advance(Tick);
        foreach (var candidate in _candidates)
        {
            Step(candidate);
        }
    }

    public void Disturb()
    {
        if (Happens(0.01))
        {
            Store.Label($"{_random.Next()}");
        }

        foreach (var candidate in _candidates)
        {
            Disturb(candidate);
        }
    }

    /// <summary>Everything works from now on.</summary>
    public void Calm()
    {
        foreach (var candidate in _candidates)
        {
            candidate.StandsStillFor = 0;
            if (candidate.Process is { } process)
            {
                process.Network = Network.Perfect;
            }
        }
    }

    private void Step(Candidate candidate)
    {
        candidate.RunsFor++;
        if (candidate.Process is not { } process)
        {
            if (candidate.RestartsIn-- <= 0)
            {
                Start(candidate);
            }

            return;
        }

        if (candidate.StandsStillFor-- <= 0)
        {
            process.IsPaused = process.IsFrozen = false;
        }

        process.Step(Tick);
        if (process.BelievesToLead && !candidate.HasLed)
        {
            candidate.HasLed = true;
            Terms++;
        }

        if (process.Running.IsCompleted)
        {
            End(candidate);
        }
    }

    private void Disturb(Candidate candidate)
    {
        if (candidate.Process is not { StandsStill: false } process)
        {
            return;
        }

        if (Happens(0.02))
        {
            process.Network = RandomNetwork();
        }

        if (Happens(0.003))
        {
            process.IsPaused = true;
            candidate.StandsStillFor = _random.Next(600);
        }
        else if (Happens(0.003) && candidate.RunsFor > TicksBetweenFreezes)
        {
            process.IsFrozen = true;
            candidate.StandsStillFor = _random.Next(LongestFreezeInTicks);
            candidate.RunsFor = -candidate.StandsStillFor;
        }
        else if (Happens(0.001))
        {
            process.IsFrozen = true;
            End(candidate);
        }
        else if (Happens(0.001))
        {
            process.Stop();
        }
    }

    private void Start(Candidate candidate)
    {
        _started++;
        var skew = TimeSpan.FromSeconds(_random.Next(-5000, 5000));
        candidate.HasLed = false;
        candidate.Process = new SimulatedProcess($"process-{_started}", _world, Store, _random, skew)
        {
            AnswersFirst = Happens(0.5),
        }.Start();
    }

    private void End(Candidate candidate)
    {
        candidate.Process = null;
        candidate.RestartsIn = _random.Next(200);
    }

    private Network RandomNetwork()
    {
        var failures = _random.Next(4) switch { 0 => 0.9, 1 => 0.3, _ => 0 };
        var latency = _random.Next(4) switch { 0 => 7.0, 1 => 1.0, _ => 0 };
        return new Network(
            () => Happens(failures) ? (Fate)_random.Next(1, 6) : Fate.Answered,
            () => TimeSpan.FromSeconds(_random.NextDouble() * latency));
    }

    private bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>A place for a process, and what is going on with the one in it.</summary>
    private sealed class Candidate
    {
        public SimulatedProcess? Process { get; set; }

        public int StandsStillFor { get; set; }

        public int RunsFor { get; set; }

        public int RestartsIn { get; set; }

        public bool HasLed { get; set; }
    }
}
