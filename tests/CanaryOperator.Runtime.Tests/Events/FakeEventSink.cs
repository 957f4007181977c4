using System.Collections.Concurrent;
using System.Text;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Tests.Events;

/// <summary>Takes events, and fails as told.</summary>
internal sealed class FakeEventSink : UnsupportedKubernetesClient
{
    public ConcurrentQueue<Eventsv1Event> Created { get; } = new();

    /// <summary>Object name and JSON of each patch.</summary>
    public ConcurrentQueue<(string Name, string Json)> Patched { get; } = new();

    /// <summary>Failures of the next requests, in order; after them requests succeed.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    public volatile int Attempts;

    /// <summary>Requests get no answer.</summary>
    public bool Hangs { get; set; }

    public override async Task<T> CreateAsync<T>(ResourceDescriptor<T> resource, T entity, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        Created.Enqueue((Eventsv1Event)(object)entity);
        return entity;
    }

    public override async Task<T> PatchAsync<T>(
        ResourceDescriptor<T> resource,
        V1Patch patch,
        string name,
        string? @namespace,
        string? subresource,
        CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        patch.Type.Should().Be(PatchType.MergePatch);
        Patched.Enqueue((name, Encoding.UTF8.GetString(patch.Content.Span)));
        return null!;
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Attempts);
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        if (Failures.TryDequeue(out var failure))
        {
            throw failure;
        }
    }
}
