using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching;

/// <summary>A load before its payload was read.</summary>
/// <param name="PayloadSource">File or URL of the payload, which goes before that of <paramref name="Spec"/>; null for none.</param>
internal sealed record RequestedLoad(LoadSpec Spec, string? PayloadSource);
