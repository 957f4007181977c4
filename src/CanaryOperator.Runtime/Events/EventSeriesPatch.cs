using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Events;

/// <summary>The merge patch that tells how often an event repeated itself.</summary>
internal sealed record EventSeriesPatch(V1EventSeries Series)
{
    public V1Patch ToPatch() =>
        new(PatchType.MergePatch, JsonSerializer.SerializeToUtf8Bytes(this, EventJsonContext.Default.EventSeriesPatch));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EventSeriesPatch))]
internal sealed partial class EventJsonContext : JsonSerializerContext;
