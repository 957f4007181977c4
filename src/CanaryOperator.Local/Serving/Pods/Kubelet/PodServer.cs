using CanaryOperator.Api;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.ModelServers;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Serving.Pods.Kubelet;

/// <summary>Reads from a pod which model server stands for it.</summary>
internal static class PodServer
{
    private static readonly string[] InferenceServiceLabels =
        [WellKnown.InferenceServiceLabel(WellKnown.KServeGroup), WellKnown.InferenceServiceLabel(WellKnown.KFServingGroup)];

    /// <summary>An annotation that makes no sense ends the container, with what is wrong as its last words.</summary>
    public static ServerBehavior BehaviorOf(Pod pod)
    {
        try
        {
            return ServerBehavior.From(pod.Metadata.Annotations);
        }
        catch (InvalidBehaviorException exception)
        {
            return new() { LoadFailure = exception.Message };
        }
    }

    public static ModelServerOptions OptionsOf(Pod pod, ServerBehavior behavior, PodsOptions options)
    {
        var main = pod.Spec.MainContainer;
        var service = pod.GetLabel(WellKnown.KnativeServiceLabel) ?? pod.Name();
        var inferenceService = InferenceServiceLabels.Select(pod.GetLabel).FirstOrDefault(name => name is not null);
        return new()
        {
            Namespace = pod.Namespace(),
            Service = service,
            Revision = pod.GetLabel(WellKnown.KnativeRevisionLabel) ?? "",
            Pod = pod.Name(),
            Model = main?.Option("--model_name") ?? inferenceService ?? service,
            Behavior = behavior,
            Metrics = options.Metrics,
            PredictorHost = main?.Option("--predictor_host"),
            InsideGateway = options.InsideGateway,
        };
    }
}
