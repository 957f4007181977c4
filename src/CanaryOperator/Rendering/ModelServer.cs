using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Storage;

namespace CanaryOperator.Rendering;

/// <summary>The container that serves a model by a runtime, with what the runtime's kind of server needs to be told.</summary>
/// <param name="Metadata">Of the InferenceService, with what runtimes expect to find in it.</param>
internal sealed record ModelServer(V1ObjectMeta Metadata, string Name, ModelSpec Model, ServerType Type, string Protocol, bool HasModel)
{
    private const string ModelClassLabel = "modelClass";
    private const string ServiceEnvelopeLabel = "serviceEnvelope";

    /// <summary>MLServer's names for the classes that load a model of a format.</summary>
    private static readonly Dictionary<string, string> ModelClasses = new(StringComparer.Ordinal)
    {
        ["sklearn"] = "mlserver_sklearn.SKLearnModel",
        ["xgboost"] = "mlserver_xgboost.XGBoostModel",
        ["lightgbm"] = "mlserver_lightgbm.LightGBMModel",
        ["mlflow"] = "mlserver_mlflow.MLflowRuntime",
    };

    public static ModelServer For(ComponentContext context, SelectedRuntime runtime, ModelSpec model, ModelStorage storage)
    {
        var type = ServerTypes.Of(runtime);
        var requested = RequestedModel.From(model);
        var format = requested?.Format ?? "";
        var protocol = requested?.Protocol ?? type switch
        {
            ServerType.MlServer or ServerType.Triton => Protocols.V2,
            ServerType.TorchServe => Protocols.V1,
            _ => Protocols.Of(runtime.Spec)[0],
        };
        var labels = new Dictionary<string, string>();
        if (type == ServerType.MlServer && ModelClasses.TryGetValue(format, out var modelClass))
        {
            labels[ModelClassLabel] = modelClass;
        }
        else if (type == ServerType.TorchServe)
        {
            labels[ServiceEnvelopeLabel] = protocol == Protocols.V1 ? "kserve" : "kservev2";
        }

        var annotations = new Dictionary<string, string> { [WellKnown.ModelFormatAnnotation] = format };
        var metadata = context.Metadata with
        {
            Labels = PropagatedMetadata.Merge(labels, context.Metadata.Labels),
            Annotations = PropagatedMetadata.Merge(annotations, context.Metadata.Annotations),
        };
        return new(metadata, context.Name, model, type, protocol, storage.HasModel);
    }

    /// <param name="runtime">The runtime's container, its placeholders filled.</param>
    public JsonObject Render(JsonObject runtime)
    {
        var server = ContainerMerge.Merge(runtime, JsonNodes.Pick(Model.AdditionalProperties, ContainerFields.Names));
        if (server["image"].Text() is { } image)
        {
            server["image"] = Model.RuntimeVersion is { Length: > 0 } version
                ? ImageReference.WithTag(image, version)
                : ServerTypes.ImageFor(Type, image, ServerTypes.WantsGpu(server));
        }

        switch (Type)
        {
            case ServerType.MlServer:
                server.EnsureEnv("MLSERVER_MODEL_NAME", Name);
                if (HasModel)
                {
                    server.EnsureEnv("MLSERVER_MODEL_URI", WellKnown.ModelPath);
                }
                else
                {
                    server.EnsureEnv("MLSERVER_LOAD_MODELS_AT_STARTUP", "false");
                }

                break;
            case ServerType.TorchServe:
                server.EnsureEnv("PROTOCOL_VERSION", Protocol);
                break;
            case ServerType.Triton when !HasModel:
                server.Append("args", "--model-control-mode=explicit");
                break;
        }

        return server;
    }
}
