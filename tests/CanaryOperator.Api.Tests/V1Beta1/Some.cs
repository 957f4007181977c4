using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Tests.V1Beta1;

internal static class Some
{
    /// <param name="predictor">JSON of the predictor.</param>
    public static InferenceService InferenceService(string predictor, string name = "my-model") =>
        JsonText.Read(
            $$"""{"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","spec":{"predictor":{{predictor}} } }""",
            ApiJsonContext.Default.InferenceService) with
        {
            Metadata = new V1ObjectMeta { Name = name },
        };
}
