using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Configuration;

/// <summary>
/// Reads the fields of one JSON object. A field that is absent, null or an empty text has its default; one that is wrong too, and is put
/// down as an error. What a field came out as is kept as text, to tell one configuration from another.
/// </summary>
internal sealed class ConfigurationSection(
    string path, JsonElement? json, IDictionary<string, string> settings, ICollection<FieldError> errors)
{
    public ConfigurationSection Section(string field) => new($"{path}.{field}", Object(field), settings, errors);

    public string Text(string field, string fallback, ValueRule rule)
    {
        var value = fallback;
        if (Value(field) is { } found)
        {
            if (found.ValueKind != JsonValueKind.String)
            {
                Refuse(field, found, ValueRule.Any.Message);
            }
            else if (found.GetString() is { Length: > 0 } text)
            {
                value = Accept(field, text, rule) ? text : fallback;
            }
        }

        Keep(field, value);
        return value;
    }

    /// <summary>KServe writes some of them as <c>"true"</c> and <c>"false"</c>.</summary>
    public bool Flag(string field, bool fallback)
    {
        var value = fallback;
        if (Value(field) is { } found)
        {
            switch (found.ValueKind)
            {
                case JsonValueKind.True or JsonValueKind.False:
                    value = found.GetBoolean();
                    break;
                case JsonValueKind.String when bool.TryParse(found.GetString(), out var parsed):
                    value = parsed;
                    break;
                case JsonValueKind.String when found.GetString() is "":
                    break;
                default:
                    Refuse(field, found, "must be true or false.");
                    break;
            }
        }

        Keep(field, value ? "true" : "false");
        return value;
    }

    public IReadOnlyList<string> Texts(string field, ValueRule rule)
    {
        IReadOnlyList<string> values = [];
        if (Value(field) is { } found)
        {
            if (found.ValueKind != JsonValueKind.Array || found.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                Refuse(field, found, "must be a list of texts.");
            }
            else
            {
                values = [.. found.EnumerateArray().Select(item => item.GetString()!).Where(text => Accept(field, text, rule))];
            }
        }

        Keep(field, string.Join(", ", values));
        return values;
    }

    private JsonElement? Object(string field)
    {
        if (Value(field) is not { } found)
        {
            return null;
        }

        if (found.ValueKind == JsonValueKind.Object)
        {
            return found;
        }

        Refuse(field, found, "must be a JSON object.");
        return null;
    }

    private JsonElement? Value(string field) =>
        json is { } obj && obj.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool Accept(string field, string text, ValueRule rule)
    {
        var isMet = rule.IsMet(text);
        if (!isMet)
        {
            Refuse(field, text, rule.Message);
        }

        return isMet;
    }

    private void Refuse(string field, JsonElement found, string message) =>
        Refuse(field, found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText(), message);

    private void Refuse(string field, string found, string message) => errors.Add(new($"{path}.{field}", found, message));

    private void Keep(string field, string value) => settings[$"{path}.{field}"] = value;
}
