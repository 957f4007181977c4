using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;
using CanaryOperator.Runtime.Informers;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Runtime.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Controllers;

/// <summary>
/// Informer, queue and workers together against a server that changes and fails by chance. Everything that happens, down to which
/// continuation runs next, follows from the seed.
/// </summary>
public sealed class ControllerModelTests : IDisposable
{
    private const int Steps = 10_000;
    private const int Workers = 4;

    private readonly Meter _meter = new("CanaryOperator.Runtime");
    private readonly CancellationTokenSource _stop = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _meter.Dispose();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cache_equals_the_server_and_no_key_is_ever_in_two_workers(int seed)
    {
        var random = new Random(seed);
        var scheduler = new TestScheduler(random);
        var server = new FakeApiServer(scheduler.Clock) { Chaos = new Chaos(random) };
        var replica = new Replica(server);
        var reconciler = new FlakyReconciler(random, scheduler.Clock);
        var informer = Start(scheduler, server, replica, reconciler, random);

        for (var step = 0; step < Steps; step++)
        {
            Step(random, scheduler, server);
        }

        Heal(server, reconciler);
        scheduler.Advance(TimeSpan.FromMinutes(30));

        var expected = server.Objects.ToDictionary(lease => NamespacedName.Of(lease.Metadata), lease => lease.ResourceVersion());
        replica.Violations.Should().BeEmpty();
        reconciler.Violations.Should().BeEmpty();
        Versions(informer.List()).Should().Equal(expected, "the cache must equal the server");
        informer.ByIndex("all", "").Should().BeEquivalentTo(informer.List(), "the index must equal the cache");
        Versions(replica.Objects.Values).Should().Equal(expected, "the changes told must add up to the server");
        reconciler.Seen.Should().Equal(expected, "the last reconcile of each object must have seen its last state");
        server.Lists.Count.Should().BeGreaterThan(5, "or nothing went wrong on the way");
        server.Watches.Count.Should().BeGreaterThan(15, "or nothing went wrong on the way");
        reconciler.Calls.Should().BeGreaterThan(200);
    }

    private static void Step(Random random, TestScheduler scheduler, FakeApiServer server)
    {
        var name = $"lease-{random.Next(12)}";
        switch (random.Next(100))
        {
            case < 50:
                scheduler.RunOne();
                break;
            case < 63:
                server.Put(name, $"{random.Next()}", readable: random.Next(10) > 0);
                break;
            case < 70:
                server.Delete(name);
                break;
            case < 72:
                server.Delete(name);
                server.Put(name, "another one of that name");
                break;
            case 72:
                server.BreakWatches(Failures.Dropped());
                break;
            case 73:
                server.BreakWatches(Failures.Gone());
                break;
            case 74:
                server.CloseWatches();
                break;
            case 75:
                server.Compact();
                break;
            case 76:
                server.MoveOn();
                server.Bookmark();
                break;
            default:
                scheduler.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(2000)));
                break;
        }
    }

    /// <summary>From now on nothing fails; what could not be read is written anew.</summary>
    private static void Heal(FakeApiServer server, FlakyReconciler reconciler)
    {
        server.Chaos = null;
        reconciler.Healthy = true;
        foreach (var lease in server.Objects.ToList())
        {
            server.Put(lease.Name(), "at last");
        }
    }

    private static Dictionary<NamespacedName, string?> Versions(IEnumerable<V1Lease> leases) =>
        leases.ToDictionary(lease => NamespacedName.Of(lease.Metadata), lease => lease.ResourceVersion());

    private ResourceInformer<V1Lease> Start(
        TestScheduler scheduler, FakeApiServer server, Replica replica, FlakyReconciler reconciler, Random random)
    {
        var informer = new ResourceInformer<V1Lease>(
            server,
            Kinds.Leases,
            new ListOptions(),
            null,
            scheduler.Clock,
            random,
            new InformerMetrics(_meter),
            NullLogger<ResourceInformer<V1Lease>>.Instance);
        var controller = new Controller<V1Lease>(
            new ControllerOptions { Name = "model", Workers = Workers },
            Kinds.Leases,
            informer,
            reconciler,
            new WorkQueue<NamespacedName>("model", scheduler.Clock, new WorkQueueMetrics(_meter)),
            scheduler.Clock,
            new ControllerMetrics(_meter),
            NullLogger<Controller<V1Lease>>.Instance);
        informer.AddIndex("all", _ => [""]);
        informer.Register(replica.Handle);
        _ = scheduler.Start(() => informer.RunAsync(_stop.Token));
        _ = scheduler.Start(() => controller.RunAsync(_stop.Token));
        return informer;
    }
}
