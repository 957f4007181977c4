using CanaryOperator.Runtime;

namespace CanaryOperator.Local.Serving.Gateways.Endpoints;

/// <summary>A pod that takes requests.</summary>
internal sealed class PodEndpoint(NamespacedName pod, NamespacedName revision, string address)
{
    private int _requests;

    public NamespacedName Pod => pod;

    public NamespacedName Revision => revision;

    /// <summary>Host and port.</summary>
    public string Address => address;

    public string Origin { get; } = $"http://{address}";

    /// <summary>How many requests it is answering for this gateway.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public void Begin() => Interlocked.Increment(ref _requests);

    public void End() => Interlocked.Decrement(ref _requests);
}
