using System.Collections.Concurrent;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>Sends InferenceServices that must be refused, one after the other, and notes what else happens to them.</summary>
internal sealed class ProbedWebhooks : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly Task _running;
    private int _refused;

    public ProbedWebhooks(IKubernetesClient client) => _running = Task.Run(() => RunAsync(client));

    /// <summary>What happened instead.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How many were refused as they must be.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(IKubernetesClient client)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await AdmittedObject.CreateAsync(client, AdmittedObject.Empty);
                _faults.Enqueue("it was accepted");
                await AdmittedObject.DeleteAsync(client, AdmittedObject.Empty);
            }
            catch (KubernetesException refusal) when (refusal.Message.Contains("denied the request", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _refused);
            }
            catch (KubernetesException failure)
            {
                _faults.Enqueue(failure.Message);
            }
        }
    }
}
