using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>JSON contracts of the kinds that this project knows.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Service))]
[JsonSerializable(typeof(Eventsv1Event))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1ServiceAccount))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1Scale))]
[JsonSerializable(typeof(V1ObjectMeta))]
[JsonSerializable(typeof(V1PartialObjectMetadata))]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1WebhookConfiguration))]
public sealed partial class KubernetesJsonContext : JsonSerializerContext;
