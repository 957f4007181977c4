using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Tests.Support;

namespace CanaryOperator.Kubernetes.Tests.Watches;

public abstract class WatchTest : WireTest
{
    protected static readonly WatchOptions FromFive = new()
    {
        Namespace = "demo", ResourceVersion = "5", Timeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>When the client stops waiting for a server that should have ended the watch.</summary>
    protected static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(330);

    protected IAsyncEnumerable<WatchEvent<Widget>> Watch(CancellationToken cancellationToken = default) =>
        Client.WatchAsync(Widgets.Resource, FromFive, cancellationToken);

    /// <summary>Reads to the end, whichever it is.</summary>
    protected async Task<(IReadOnlyList<string> Events, KubernetesException? Failure)> ReadAsync()
    {
        var events = new List<string>();
        try
        {
            await foreach (var next in Watch())
            {
                events.Add(Describe(next));
            }
        }
        catch (KubernetesException exception)
        {
            return (events, exception);
        }

        return (events, null);
    }

    protected static string Describe(WatchEvent<Widget> e) =>
        $"{e.Type} {e.Object?.Name() ?? e.Unreadable?.Metadata.Name ?? "-"} {e.ResourceVersion}";
}
