using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CanaryOperator.Cli.Launching.Helm;

/// <summary>
/// Helm's <c>--set</c>: <c>a.b=c</c>, <c>a={x,y}</c>, <c>a[0].b=c</c>, several separated by commas; a backslash takes the next character as
/// it is. Values are booleans, whole numbers, <c>null</c> or text: decimals and numbers that begin with 0 stay text.
/// </summary>
internal sealed class SetExpression
{
    /// <summary>Helm's own; nobody means longer lists.</summary>
    private const int LargestIndex = 65_536;

    private const int DeepestKey = 30;

    private readonly string _text;
    private readonly bool _onlyText;
    private int _position;

    private SetExpression(string text, bool onlyText) => (_text, _onlyText) = (text, onlyText);

    /// <param name="values">What it is added to; what it sets anew is replaced.</param>
    /// <param name="onlyText">As <c>--set-string</c> has it.</param>
    /// <exception cref="FormatException">It is no such expression; the message says where.</exception>
    public static void Apply(JsonObject values, string text, bool onlyText)
    {
        var expression = new SetExpression(text, onlyText);
        do
        {
            expression.ReadPair(values, depth: 0);
        }
        while (expression._position < text.Length);
    }

    private void ReadPair(JsonObject map, int depth)
    {
        var (key, end) = ReadUntil("=[,.");
        if (key.Length == 0)
        {
            throw new FormatException($"'{_text}' has an empty key at character {_position}");
        }

        if (depth > DeepestKey)
        {
            throw new FormatException($"'{_text}' is nested deeper than {DeepestKey} levels");
        }

        switch (end)
        {
            case '=':
                map[key] = ReadValue();
                break;
            case '[':
                ReadItem(List(map[key] ??= new JsonArray(), key), depth + 1);
                break;
            case '.':
                ReadPair(Map(map[key] ??= new JsonObject(), key), depth + 1);
                break;
            default:
                throw new FormatException($"the key '{key}' of '{_text}' has no value; a comma that belongs to a value is written \\,");
        }
    }

    private void ReadItem(JsonArray list, int depth)
    {
        var index = ReadIndex();
        while (list.Count <= index)
        {
            list.Add(null);
        }

        var (rest, end) = ReadUntil("=[.");
        if (rest.Length > 0)
        {
            throw new FormatException($"'{_text}' has '{rest}' after ]");
        }

        switch (end)
        {
            case '=':
                list[index] = ReadValue();
                break;
            case '[' when depth <= DeepestKey:
                ReadItem(List(list[index] ??= new JsonArray(), $"[{index}]"), depth + 1);
                break;
            case '.':
                ReadPair(Map(list[index] ??= new JsonObject(), $"[{index}]"), depth + 1);
                break;
            default:
                throw new FormatException($"[{index}] of '{_text}' has no value");
        }
    }

    private JsonObject Map(JsonNode existing, string key) => existing as JsonObject ?? throw Mixed(key);

    private JsonArray List(JsonNode existing, string key) => existing as JsonArray ?? throw Mixed(key);

    private FormatException Mixed(string key) => new($"'{key}' of '{_text}' was set to another kind of value before");

    private int ReadIndex()
    {
        var (text, end) = ReadUntil("]");
        return end is not null
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index <= LargestIndex
            ? index
            : throw new FormatException($"'{_text}' has '{text}' for an index, which must be 0 to {LargestIndex} between [ and ]");
    }

    private JsonNode? ReadValue()
    {
        if (_position < _text.Length && _text[_position] == '{')
        {
            _position++;
            return ReadList();
        }

        var start = _position;
        var (text, _) = ReadUntil(",");
        return !_onlyText && _text.AsSpan(start).StartsWith("[]", StringComparison.Ordinal) && text == "[]" ? new JsonArray() : Typed(text);
    }

    private JsonArray ReadList()
    {
        var list = new JsonArray();
        while (true)
        {
            var (text, end) = ReadUntil(",}");
            list.Add((JsonNode?)Typed(text.TrimStart(' ')));
            if (end == '}')
            {
                SkipComma();
                return list;
            }

            if (end is null)
            {
                throw new FormatException($"a list of '{_text}' must end with }}");
            }
        }
    }

    private void SkipComma()
    {
        if (_position < _text.Length && _text[_position] == ',')
        {
            _position++;
        }
    }

    private (string Text, char? End) ReadUntil(string ends)
    {
        var text = new StringBuilder();
        while (_position < _text.Length)
        {
            var character = _text[_position++];
            if (ends.Contains(character, StringComparison.Ordinal))
            {
                return (text.ToString(), character);
            }

            // A backslash at the very end stands for nothing.
            if (character != '\\')
            {
                text.Append(character);
            }
            else if (_position < _text.Length)
            {
                text.Append(_text[_position++]);
            }
        }

        return (text.ToString(), null);
    }

    private JsonValue? Typed(string text)
    {
        if (_onlyText)
        {
            return JsonValue.Create(text);
        }

        return text.ToLowerInvariant() switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            "null" => null,
            "0" => JsonValue.Create(0L),
            _ when !text.StartsWith('0')
                && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
