using System.Text.Json.Nodes;

namespace CanaryOperator.Testing.Admission;

/// <summary>An InferenceService, and what admission says of it.</summary>
/// <param name="Name">What is special about it, in words.</param>
/// <param name="Object">As a user applies it.</param>
/// <param name="Refused">
/// How one of the errors begins once the object is defaulted: path, value and what is allowed; null when it is accepted.
/// </param>
/// <param name="BySchema">
/// The API server refuses it by the schema before any validating webhook sees it: in words of its own, which name the same field. Rules in
/// CEL, which Kubernetes has since 1.25, refuse some more so.
/// </param>
/// <param name="PrunedBySchema">The API server drops the field that is wrong, and thus accepts the object.</param>
public sealed record AdmissionCase(string Name, JsonObject Object, string? Refused, bool BySchema, bool PrunedBySchema)
{
    /// <summary>So that test reports name the case.</summary>
    public override string ToString() => Name;
}
