using System.Text.Json;

namespace CanaryOperator.Rendering;

/// <summary>A Knative Service as it should be, its traffic aside.</summary>
/// <param name="Annotations">Of the Service itself, not of its template.</param>
/// <param name="Template">In canonical form, with the hash among its annotations.</param>
internal sealed record DesiredService(
    string Name,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    JsonElement Template,
    string TemplateHash,
    string? LatestTag);
