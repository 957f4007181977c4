using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Authentication.Exec;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExecCredentialDocument))]
internal sealed partial class ExecJsonContext : JsonSerializerContext;
