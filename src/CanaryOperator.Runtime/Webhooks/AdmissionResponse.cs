using System.Text.Json;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>What a handler decided.</summary>
public sealed class AdmissionResponse
{
    private AdmissionResponse(bool isAllowed, IReadOnlyList<string> warnings)
    {
        IsAllowed = isAllowed;
        Warnings = warnings;
    }

    public bool IsAllowed { get; }

    /// <summary>Why not; null when allowed.</summary>
    public string? Message { get; private init; }

    /// <summary>The HTTP status that the user gets when not allowed; else 200.</summary>
    public int Code { get; private init; } = 200;

    /// <summary>Shown by kubectl, one line each. Longer than 256 characters they are cut.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The object as it is to be stored; null to leave it as it came.</summary>
    public JsonElement? PatchedObject { get; private init; }

    public static AdmissionResponse Allowed(IReadOnlyList<string> warnings) => new(isAllowed: true, warnings);

    /// <param name="message">For the user: which field, and what to do.</param>
    /// <param name="code">400 to 599, most often 403 (not allowed to anybody or to them) or 422 (the object is invalid).</param>
    public static AdmissionResponse Denied(string message, int code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        return new(isAllowed: false, []) { Message = message, Code = code };
    }

    /// <param name="patched">The whole object as it is to be stored. One that is the same as that of the request changes nothing.</param>
    public static AdmissionResponse Patched(JsonElement patched, IReadOnlyList<string> warnings) =>
        new(isAllowed: true, warnings) { PatchedObject = patched };
}
