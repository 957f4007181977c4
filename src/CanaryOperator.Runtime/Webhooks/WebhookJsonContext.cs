using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>JSON contract of admission reviews.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdmissionReview))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
