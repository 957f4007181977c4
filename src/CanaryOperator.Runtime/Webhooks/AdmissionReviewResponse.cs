using System.Text.Json;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>An answer as the API server reads it.</summary>
internal sealed record AdmissionReviewResponse
{
    /// <summary>The API server drops what is longer.</summary>
    private const int LongestWarning = 256;

    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Why not; null when allowed.</summary>
    public V1Status? Status { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary><c>JSONPatch</c> if there is a <see cref="Patch"/>, and only then: the API server refuses one without the other.</summary>
    public string? PatchType => Patch is null ? null : "JSONPatch";

    /// <summary>RFC 6902; base64 in JSON.</summary>
    public byte[]? Patch { get; init; }

    public static AdmissionReviewResponse To(AdmissionRequest request, AdmissionResponse response) => new()
    {
        Uid = request.Uid,
        Allowed = response.IsAllowed,
        Status = response.IsAllowed
            ? null
            : new V1Status { Message = response.Message, Reason = Reason(response.Code), Code = response.Code },
        Warnings = response.Warnings.Count == 0 ? null : [.. response.Warnings.Select(Shorten)],
        Patch = response.PatchedObject is { } patched ? JsonDiff.Patch(Received(request), patched) : null,
    };

    private static JsonElement Received(AdmissionRequest request) =>
        request.Object ?? throw new InvalidOperationException($"There is no object to patch on {request.Operation}.");

    private static string Shorten(string warning)
    {
        if (warning.Length <= LongestWarning)
        {
            return warning;
        }

        var length = char.IsHighSurrogate(warning[LongestWarning - 1]) ? LongestWarning - 1 : LongestWarning;
        return warning[..length];
    }

    /// <summary>What kubectl shows in parentheses, as the API server itself would put it.</summary>
    private static string? Reason(int code) => code switch
    {
        400 => "BadRequest",
        403 => "Forbidden",
        409 => "Conflict",
        422 => "Invalid",
        500 => "InternalError",
        504 => "Timeout",
        _ => null,
    };
}
