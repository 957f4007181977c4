namespace CanaryOperator.Api;

/// <summary>Names of the objects that are made for an InferenceService.</summary>
public static class ChildNames
{
    public static string PredictorService(string inferenceService) => $"{inferenceService}-predictor";
}
