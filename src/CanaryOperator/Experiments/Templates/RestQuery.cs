namespace CanaryOperator.Experiments.Templates;

/// <summary>A request whose answer has a metric.</summary>
internal sealed record RestQuery(HttpMethod Method, string Path, string? Body, string JsonPath);
