using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Local.Prometheus;

/// <summary>
/// Keeps the file that tells Prometheus which pods to scrape: all that say where their metrics are, until they are gone, so that what a
/// pod counted while it terminated is not lost. Labels: <c>namespace</c> and <c>pod</c>.
/// </summary>
internal sealed class ScrapeTargets
{
    private readonly IResourceInformer<V1Pod> _pods;
    private readonly string _path;
    private readonly Lock _gate = new();
    private string? _written;

    /// <param name="pods">Does not run yet.</param>
    /// <param name="path">See <see cref="PrometheusServer.TargetsPath"/>. Its folder must exist once the informer runs.</param>
    public ScrapeTargets(IResourceInformer<V1Pod> pods, string path)
    {
        (_pods, _path) = (pods, path);
        pods.Register((_, _) => Write());
    }

    /// <summary>Only when it changed, and in one piece: Prometheus must never read half a list.</summary>
    private void Write()
    {
        lock (_gate)
        {
            var text = Render();
            if (text == _written)
            {
                return;
            }

            var temporary = $"{_path}.new";
            File.WriteAllText(temporary, text);
            File.Move(temporary, _path, overwrite: true);
            _written = text;
        }
    }

    private string Render()
    {
        var groups = _pods.List()
            .OrderBy(pod => (pod.Namespace(), pod.Name()))
            .Select(pod => pod.GetAnnotation(PodAnnotations.MetricsAddress) is { } address ? Group(pod, address) : null)
            .OfType<JsonNode>();
        return new JsonArray([.. groups]).ToJsonString();
    }

    private static JsonObject Group(V1Pod pod, string address) => new()
    {
        ["targets"] = new JsonArray(address),
        ["labels"] = new JsonObject { ["namespace"] = pod.Namespace(), ["pod"] = pod.Name() },
    };
}
