using CanaryOperator.Api;
using CanaryOperator.Rendering;

namespace CanaryOperator.Storage;

/// <summary>Where a model is stored. Without a scheme it is a folder of the storage initializer's image.</summary>
/// <param name="Claim">Name of the persistent volume claim that holds it; null when it has to be fetched.</param>
/// <param name="Path">In the claim's volume; empty: all of it.</param>
internal sealed record StorageUri(string Text, string? Claim, string Path)
{
    private const string SchemeEnd = StorageSchemes.End;
    private const string ClaimForm = $"{StorageSchemes.Claim}{SchemeEnd}claim/path";

    private static string Allowed =>
        $"{ClaimForm}, or begin with one of {string.Join(", ", StorageSchemes.Fetched.Select(scheme => scheme + SchemeEnd))}";

    /// <param name="field">Path of the field it stands in, for the message.</param>
    /// <exception cref="RenderingException">It cannot be served from there.</exception>
    public static StorageUri Parse(string text, string field)
    {
        var end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var scheme = end < 0 ? "file" : text[..end];
        return scheme switch
        {
            _ when text.Length == 0 => throw new RenderingException($"{field} is empty: say where the model is ({Allowed})."),
            StorageSchemes.Claim => ParseClaim(text, text[(end + SchemeEnd.Length)..], field),
            _ when StorageSchemes.Images.Contains(scheme) => throw new RenderingException(
                $"{field} ({text}) is an image, and models in images are not supported: copy the model to a store or a volume "
                + $"({Allowed})."),
            _ when StorageSchemes.Fetched.Contains(scheme) => new(text, null, ""),
            _ => throw new RenderingException($"{field} ({text}) has the unknown scheme {scheme}; it may be {Allowed}."),
        };
    }

    private static StorageUri ParseClaim(string text, string location, string field)
    {
        var parts = location.Split('/', 2);
        var path = parts.ElementAtOrDefault(1)?.Trim('/') ?? "";
        return parts[0].Length == 0 || path.Split('/').Contains("..")
            ? throw new RenderingException($"{field} ({text}) must be {ClaimForm}, with the name of a claim and without '..'.")
            : new(text, parts[0], path);
    }
}
