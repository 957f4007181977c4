using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Local.Knative.Model;

/// <summary>JSON contracts of what the emulator reads and writes.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KnativeObject))]
[JsonSerializable(typeof(RawObject))]
internal sealed partial class KnativeJsonContext : JsonSerializerContext;
