using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CanaryOperator.Runtime.Queues;
using CanaryOperator.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Runtime.Tests.Queues;

public sealed class WorkQueueModelTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Meter _meter = new("CanaryOperator.Runtime");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Any_sequence_of_calls_behaves_like_the_naive_queue()
    {
        var calls = ArbMap.Default.ArbFor<(byte Call, byte Key, byte Argument)[]>();

        Prop.ForAll(calls, sequence => BehavesLikeTheNaiveQueue(sequence)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public async Task With_real_threads_no_key_is_with_two_workers_and_no_update_is_lost()
    {
        const int Keys = 20;
        const int Updates = 20_000;
        var queue = new WorkQueue<int>("stress", TimeProvider.System, new WorkQueueMetrics(_meter));
        var wanted = new int[Keys];
        var seen = new int[Keys];
        var busy = new ConcurrentDictionary<int, int>();
        var clashes = 0;

        async Task Work()
        {
            while (await queue.TakeAsync(CancellationToken.None) is (true, var key))
            {
                if (!busy.TryAdd(key, key))
                {
                    Interlocked.Increment(ref clashes);
                }

                var version = Volatile.Read(ref wanted[key]);
                await Task.Yield();
                seen[key] = version;
                busy.TryRemove(key, out _);
                queue.Done(key);
            }
        }

        async Task Update(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < Updates; i++)
            {
                var key = random.Next(Keys);
                Interlocked.Increment(ref wanted[key]);
                queue.Add(key);

                // Or the updates would be over before the first worker gets a thread.
                await Task.Yield();
            }
        }

        var workers = Enumerable.Range(0, 8).Select(_ => Task.Run(Work)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => Update(seed))));
        queue.ShutDown();
        await Task.WhenAll(workers);

        clashes.Should().Be(0);
        seen.Should().Equal(wanted, "the last update of every key must have been worked on");
    }

    private bool BehavesLikeTheNaiveQueue((byte Call, byte Key, byte Argument)[] sequence)
    {
        var queue = new WorkQueue<int>("model", _clock, new WorkQueueMetrics(_meter));
        var naive = new NaiveWorkQueue();
        foreach (var (call, keyByte, argument) in sequence)
        {
            var key = keyByte % 4;
            switch (call % 16)
            {
                case < 4:
                    queue.Add(key);
                    naive.Add(key);
                    break;
                case < 6:
                    // A fraction of its own per key, so that no two keys fall due together and none together with a rate-limited one.
                    var delay = (argument * 4) + ((key + 1) * 0.25);
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(delay));
                    naive.AddAfter(key, delay);
                    break;
                case 6 when key == 3:
                    queue.AddRateLimited(key);
                    naive.AddRateLimited(key);
                    break;
                case 7:
                    queue.Forget(key);
                    naive.Forget(key);
                    break;
                case < 11 when naive.Count > 0:
                    Take(queue).Should().Be((true, naive.Take()));
                    break;
                case < 14 when naive.WithWorkers.Count > 0:
                    var done = naive.WithWorkers[argument % naive.WithWorkers.Count];
                    queue.Done(done);
                    naive.Done(done);
                    break;
                case 14:
                    _clock.Advance(TimeSpan.FromMilliseconds(argument * 4));
                    naive.Advance(argument * 4);
                    break;
                case 15 when argument > 250:
                    queue.ShutDown();
                    naive.ShutDown();
                    break;
                default:
                    break;
            }

            queue.Count.Should().Be(naive.Count);
        }

        return true;
    }

    private static (bool Taken, int Key) Take(WorkQueue<int> queue)
    {
        var take = queue.TakeAsync(CancellationToken.None).AsTask();
        take.IsCompleted.Should().BeTrue("a key is waiting");
        return take.GetAwaiter().GetResult();
    }
}
