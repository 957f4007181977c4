using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Logger and batcher work in a sidecar of KServe's. Without it, requests would go unlogged and unbatched in silence.</summary>
internal static class SidecarRules
{
    private const string NeedsAgent = "needs KServe's agent sidecar, which this operator does not inject";

    public static IEnumerable<FieldError> Errors(ComponentFields component)
    {
        var logger = component["logger"];
        if (logger.IsPresent)
        {
            yield return logger.Error(
                $"{NeedsAgent}: remove it and log requests in the model server or a transformer.");
            if (logger["mode"].IsPresent && logger["mode"].Text is not ("all" or "request" or "response"))
            {
                yield return logger["mode"].Error("must be all, request or response.");
            }
        }

        var batcher = component["batcher"];
        if (batcher.IsPresent)
        {
            yield return batcher.Error(
                $"{NeedsAgent}: remove it and use the batching of the model server.");
        }
    }
}
