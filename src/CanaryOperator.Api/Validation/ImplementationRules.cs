using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Every component must say exactly once what serves it.</summary>
internal static class ImplementationRules
{
    private static readonly string OfPredictors =
        $"model, containers with one called {WellKnown.MainContainerName}, or one of "
        + string.Join(", ", PredictorImplementations.FrameworkNames);

    public static IEnumerable<FieldError> MissingPredictor(InferenceService inferenceService)
    {
        if (inferenceService.Spec?.Predictor is null)
        {
            yield return new("spec.predictor", null, $"is missing: set {OfPredictors} in it.");
        }
    }

    public static IEnumerable<FieldError> Errors(ComponentFields component) => component.Spec switch
    {
        PredictorSpec predictor => OfPredictor(component, predictor),
        ExplainerSpec when component["art"].IsPresent =>
        [
            component["art"].Error("is not run by this operator: put the image of the explainer into containers instead."),
        ],
        _ => OfContainers(component),
    };

    private static IEnumerable<FieldError> OfPredictor(ComponentFields component, PredictorSpec predictor)
    {
        var field = component.Json.Path;
        switch (PredictorImplementations.Of(predictor))
        {
            case []:
                yield return new(field, null, $"does not say what serves the model: set {OfPredictors}.");
                break;
            case { Count: > 1 } found:
                var names = string.Join(", ", found);
                yield return new(field, names, $"says {found.Count} times what serves the model: keep one of {names}.");
                break;
        }

        foreach (var server in component.Servers)
        {
            if (server["name"].IsPresent)
            {
                yield return server["name"].Error($"must be left out: the container is always called {WellKnown.MainContainerName}.");
            }
        }
    }

    private static IEnumerable<FieldError> OfContainers(ComponentFields component)
    {
        if (component.MainContainer is null)
        {
            yield return new(
                component.Json.Path,
                null,
                $"does not say what serves it: set containers with one called {WellKnown.MainContainerName}, or with only one.");
        }
    }
}
