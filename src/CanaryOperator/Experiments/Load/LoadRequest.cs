using System.Text;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Load;

/// <summary>A request of a load, as it is sent for one version.</summary>
internal sealed record LoadRequest
{
    private const string Json = "application/json";

    public required HttpMethod Method { get; init; }

    public required Uri Url { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Null without a payload.</summary>
    public required string? ContentType { get; init; }

    /// <summary>Equal for requests that nobody who gets them could tell apart.</summary>
    public required string Identity { get; init; }

    /// <param name="values">Of the version.</param>
    /// <exception cref="TemplateException">A placeholder has no value, or one that cannot stand where it should.</exception>
    public static LoadRequest For(LoadSpec load, IReadOnlyDictionary<string, string> values)
    {
        var text = Placeholders.Expand(load.Url!, values, RestValues.InUrl);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new TemplateException($"its url is '{text}', and must begin with http:// or https://");
        }

        var headers = (load.Headers ?? new Dictionary<string, string>())
            .Select(header => KeyValuePair.Create(header.Key, Header(header.Key, header.Value, values)))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToList();
        var hasPayload = load.Payload is not null || load.ContentType is not null;
        var contentType = hasPayload ? load.ContentType ?? Json : null;
        var payload = Placeholders.Expand(
            load.Payload ?? "",
            values,
            contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true ? RestValues.InBody : (_, value, _) => value);
        return new()
        {
            Method = hasPayload ? HttpMethod.Post : HttpMethod.Get,
            Url = url,
            Headers = headers,
            Payload = Encoding.UTF8.GetBytes(payload),
            ContentType = contentType,
            Identity = string.Join('\n', [url.AbsoluteUri, .. headers.Select(header => $"{header.Key}: {header.Value}"), payload]),
        };
    }

    private static string Header(string name, string text, IReadOnlyDictionary<string, string> values)
    {
        var value = Placeholders.Expand(text, values, (_, inserted, _) => inserted);
        return value.All(character => character is >= ' ' and <= '~')
            ? value
            : throw new TemplateException($"its header {name} has a character that no header can carry");
    }
}
