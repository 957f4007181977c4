using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Configuration;

/// <summary>What a ConfigMap says.</summary>
/// <param name="Config">With defaults where something is wrong: not to be used while there are <paramref name="Errors"/>.</param>
/// <param name="Settings">
/// Every setting's value by its path (<c>ingress.urlScheme</c>), defaults included. Equal settings are equal configurations.
/// </param>
/// <param name="Errors">Empty when all is well.</param>
internal sealed record ConfigurationReading(
    InferenceServiceConfig Config, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<FieldError> Errors);
