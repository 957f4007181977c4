using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>JSON contracts of pods.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(PodPatch))]
internal sealed partial class PodJsonContext : JsonSerializerContext;
