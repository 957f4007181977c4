using System.Text.Json;
using CanaryOperator.Api.Validation;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>What must be true of an InferenceService, defaulted or not, before anything is made for it.</summary>
public static class InferenceServiceValidation
{
    /// <summary>Never throws; empty when all is well, and when the object is being deleted.</summary>
    public static IReadOnlyList<FieldError> Validate(InferenceService inferenceService) => IsBeingDeleted(inferenceService)
        ? []
        :
        [
            .. NameRules.Errors(inferenceService),
            .. DeploymentModeRules.Errors(inferenceService),
            .. MetadataRules.Errors(inferenceService),
            .. ImplementationRules.MissingPredictor(inferenceService),
            .. inferenceService.Spec.Present().SelectMany(type => Errors(new ComponentFields(inferenceService, type))).Distinct(),
        ];

    /// <summary>
    /// As <see cref="Validate"/>, except that an object whose spec was invalid before may still get other metadata: its finalizers must be
    /// removable.
    /// </summary>
    /// <param name="old">As it is stored, defaulted or not.</param>
    /// <param name="changed">As it is to be stored.</param>
    /// <param name="defaults">Those that <paramref name="changed"/> got, if any.</param>
    public static IReadOnlyList<FieldError> ValidateUpdate(
        InferenceService old, InferenceService changed, InferenceServiceDefaults defaults)
    {
        // An update cannot change the status, whatever it says of it.
        var errors = Validate(changed with { Status = old.Status });
        if (errors.Count == 0)
        {
            return errors;
        }

        var (before, after) = (InferenceServiceDefaulting.Apply(old, defaults), InferenceServiceDefaulting.Apply(changed, defaults));
        return JsonElement.DeepEquals(Spec(before), Spec(after)) ? [.. errors.Except(Validate(old)).Except(Validate(before))] : errors;
    }

    private static IEnumerable<FieldError> Errors(ComponentFields component) =>
    [
        .. ImplementationRules.Errors(component),
        .. DeploymentModeRules.Errors(component),
        .. ScalingRules.Errors(component),
        .. MetadataRules.Errors(component),
        .. PodRules.Errors(component),
        .. ContainerRules.Errors(component),
        .. StorageRules.Errors(component),
        .. SidecarRules.Errors(component),
    ];

    private static bool IsBeingDeleted(InferenceService inferenceService) => inferenceService.Metadata?.DeletionTimestamp is not null;

    private static JsonElement Spec(InferenceService inferenceService) =>
        JsonSerializer.SerializeToElement(inferenceService.Spec ?? new(), ApiJsonContext.Default.InferenceServiceSpec);
}
