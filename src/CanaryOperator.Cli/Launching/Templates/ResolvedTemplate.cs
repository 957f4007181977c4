using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching.Templates;

/// <param name="Manifest">What must exist for <paramref name="Reference"/> to lead somewhere; null when nothing need be written.</param>
internal sealed record ResolvedTemplate(TemplateReference Reference, MetricTemplate? Manifest);
