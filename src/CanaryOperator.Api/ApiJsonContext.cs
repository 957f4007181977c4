using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.Istio;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api;

/// <summary>
/// JSON contracts of the custom resources, read and written like the built-in kinds. Objects are not to be changed once read, although
/// <c>AdditionalProperties</c> has a setter: generated code cannot fill an init-only one.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InferenceService))]
[JsonSerializable(typeof(ServingRuntime))]
[JsonSerializable(typeof(ClusterServingRuntime))]
[JsonSerializable(typeof(Experiment))]
[JsonSerializable(typeof(LoopRecord))]
[JsonSerializable(typeof(MetricTemplate))]
[JsonSerializable(typeof(ClusterMetricTemplate))]
[JsonSerializable(typeof(KnativeService))]
[JsonSerializable(typeof(KnativeRevision))]
[JsonSerializable(typeof(VirtualService))]
[JsonSerializable(typeof(JsonObject))]
public sealed partial class ApiJsonContext : JsonSerializerContext;
