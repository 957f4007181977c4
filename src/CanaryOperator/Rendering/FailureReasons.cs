namespace CanaryOperator.Rendering;

/// <summary>Values of <see cref="Api.V1Beta1.FailureInfo.Reason"/> for what is found before a pod exists.</summary>
internal static class FailureReasons
{
    public const string InvalidPredictorSpec = "InvalidPredictorSpec";
    public const string RuntimeNotRecognized = "RuntimeNotRecognized";
    public const string RuntimeDisabled = "RuntimeDisabled";
    public const string NoSupportingRuntime = "NoSupportingRuntime";
}
