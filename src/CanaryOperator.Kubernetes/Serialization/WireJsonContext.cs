using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>JSON contracts of what exists only on the wire.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListMetadata))]
[JsonSerializable(typeof(MetadataOnly))]
[JsonSerializable(typeof(DeleteBody))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
