using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api;

/// <summary>Names of the objects that are made for an InferenceService.</summary>
public static class ChildNames
{
    /// <summary>The Knative Service of a component.</summary>
    public static string Service(string inferenceService, ComponentType component) => $"{inferenceService}-{component.Key()}";

    /// <summary>The InferenceService whose component's Knative Service would be called so; null when none would.</summary>
    public static string? InferenceServiceOf(string service)
    {
        var suffix = Components.All.Select(component => "-" + component.Key())
            .FirstOrDefault(suffix => service.Length > suffix.Length && service.EndsWith(suffix, StringComparison.Ordinal));
        return suffix is null ? null : service[..^suffix.Length];
    }
}
