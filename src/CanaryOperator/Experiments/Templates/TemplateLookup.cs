using CanaryOperator.Api.Experiments;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Experiments.Templates;

/// <summary>Finds templates: built in, of the namespace, of the cluster.</summary>
internal sealed class TemplateLookup(IResourceInformer<MetricTemplate> templates, IResourceInformer<ClusterMetricTemplate> clusterTemplates)
{
    /// <exception cref="TemplateException">There is none of that name, or it is wrong.</exception>
    public FoundTemplate Find(string @namespace, TemplateReference reference) => reference.Kind switch
    {
        TemplateReference.MetricTemplate => templates.Get(new(@namespace, reference.Name!)) is { } own
            ? Valid(own.Spec, $"MetricTemplate {reference.Name}", @namespace)
            : throw new TemplateException($"There is no MetricTemplate {reference.Name} in namespace {@namespace}."),
        TemplateReference.ClusterMetricTemplate => clusterTemplates.Get(new("", reference.Name!)) is { } shared
            ? Valid(shared.Spec, $"ClusterMetricTemplate {reference.Name}", null)
            : throw new TemplateException($"There is no ClusterMetricTemplate {reference.Name}."),
        _ => BuiltInTemplates.Find(reference.Name) is { } builtIn
            ? new(builtIn, null)
            : throw new TemplateException(
                $"There is no built-in template {reference.Name}; there are {string.Join(", ", BuiltInTemplates.Names.Order())}."),
    };

    private static FoundTemplate Valid(MetricTemplateSpec spec, string what, string? secretNamespace) =>
        TemplateValidation.ProblemOf(spec) is { } problem ? throw new TemplateException($"{what}: {problem}.") : new(spec, secretNamespace);
}
