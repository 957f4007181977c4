using System.Text.Json;

namespace CanaryOperator.Experiments.Providers;

/// <summary>Exactly one of both is there.</summary>
/// <param name="Problem">For a person; names no secret.</param>
internal readonly record struct ProviderAnswer(JsonElement? Json, string? Problem);
