namespace CanaryOperator.Experiments.Providers;

/// <param name="Path">Relative to the provider's URL.</param>
internal sealed record ProviderRequest(HttpMethod Method, string Path, string? Body, string ContentType);
