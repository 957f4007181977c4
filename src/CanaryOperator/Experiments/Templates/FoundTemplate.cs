using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Templates;

/// <summary>A template and where its Secret is.</summary>
/// <param name="SecretNamespace">Null for a template that has no namespace, whose Secret nobody could name.</param>
internal sealed record FoundTemplate(MetricTemplateSpec Spec, string? SecretNamespace);
