using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>What a path asks for.</summary>
/// <param name="Model">As the path names it; null where it names none.</param>
internal sealed record ModelCall(ModelOperation Operation, string? Model = null)
{
    public bool IsPrediction => Operation is ModelOperation.V1Predict or ModelOperation.V1Explain or ModelOperation.V2Infer;

    /// <summary>Knative leaves probes out of its metrics; it knows them by headers that nobody sends here.</summary>
    public bool IsProbe => Operation is ModelOperation.Alive or ModelOperation.V2Live or ModelOperation.V2Ready;

    /// <returns>Null when nothing is there.</returns>
    public static ModelCall? From(PathString path) => path.Value?.Trim('/').Split('/') switch
    {
        [""] or null => new(ModelOperation.Alive),
        ["v1", "models"] => new(ModelOperation.V1Models),
        ["v1", "models", var name] => OfV1(name.Split(':')),
        ["v2"] => new(ModelOperation.V2Server),
        ["v2", "health", "live"] => new(ModelOperation.V2Live),
        ["v2", "health", "ready"] => new(ModelOperation.V2Ready),
        ["v2", "models", var name] => new(ModelOperation.V2Model, name),
        ["v2", "models", var name, "ready"] => new(ModelOperation.V2ModelReady, name),
        ["v2", "models", var name, "infer"] => new(ModelOperation.V2Infer, name),
        _ => null,
    };

    private static ModelCall? OfV1(string[] nameAndVerb) => nameAndVerb switch
    {
        [var name] => new(ModelOperation.V1Model, name),
        [var name, "predict"] => new(ModelOperation.V1Predict, name),
        [var name, "explain"] => new(ModelOperation.V1Explain, name),
        _ => null,
    };
}
