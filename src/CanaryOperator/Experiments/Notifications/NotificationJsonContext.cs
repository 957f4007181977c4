using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>Bodies of requests to receivers.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NotificationDocument))]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(RepositoryDispatch))]
internal sealed partial class NotificationJsonContext : JsonSerializerContext;
