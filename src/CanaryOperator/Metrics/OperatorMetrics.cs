using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Metrics;

/// <summary>What the operator did, summed over all InferenceServices.</summary>
internal sealed class OperatorMetrics
{
    private readonly Counter<long> _writes;
    private readonly Counter<long> _rollouts;

    public OperatorMetrics(Meter meter)
    {
        _writes = meter.CreateCounter<long>(
            "canary_operator_writes_total", null, "Writes by kind, verb and result: success, conflict or error.");
        _rollouts = meter.CreateCounter<long>(
            "canary_operator_rollouts_total", null, "Steps of rollouts, by the reason of their event.");

        // rate() over a series that appears with its first event misses that event.
        foreach (var reason in (string[])["RolledOut", "CanaryStarted", "TrafficShifted", "Promoted", "RolledBack", "CandidateFailed"])
        {
            Happened(reason, 0);
        }
    }

    public void Happened(string reason, int count = 1) => _rollouts.Add(count, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts a write by how it ends; throws what it throws.</summary>
    /// <param name="resource">As kubectl writes it, with the subresource if there is one.</param>
    public async Task<T> CountAsync<T>(string resource, string verb, Func<Task<T>> write)
    {
        try
        {
            var result = await write();
            Count("success");
            return result;
        }
        catch (KubernetesException exception)
        {
            Count(exception.IsConflict ? "conflict" : "error");
            throw;
        }

        void Count(string result) => _writes.Add(1, new("resource", resource), new("verb", verb), new("result", result));
    }
}
