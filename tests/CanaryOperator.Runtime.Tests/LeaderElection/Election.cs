using CanaryOperator.Testing;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>Several processes, one lease, and a world clock that moves all of them.</summary>
internal sealed class Election
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly List<SimulatedProcess> _processes = [];

    public FakeTimeProvider World { get; } = new();

    public LeaseStore Store { get; } = new();

    public SimulatedProcess Add(string identity, TimeSpan clockSkew = default, bool drainsSlowly = false, Network? network = null)
    {
        var process = new SimulatedProcess(identity, World, Store, new Random(identity.Length), clockSkew)
        {
            DrainsSlowly = drainsSlowly,
            Network = network ?? Network.Perfect,
        };
        _processes.Add(process);
        return process.Start();
    }

    /// <summary>Kills the process: nothing of it runs any more.</summary>
    public void Kill(SimulatedProcess process)
    {
        process.IsFrozen = true;
        _processes.Remove(process);
    }

    public void Run(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Tick)
        {
            World.Advance(Tick);
            foreach (var process in _processes)
            {
                process.Step(Tick);
            }
        }
    }

    /// <summary>How long it takes, to a tenth of a second, until the condition holds.</summary>
    public TimeSpan RunUntil(Func<bool> condition, string what)
    {
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(2); passed += Tick)
        {
            if (condition())
            {
                return passed;
            }

            Run(Tick);
        }

        throw new TimeoutException($"Waited two minutes of simulated time for: {what}");
    }
}
