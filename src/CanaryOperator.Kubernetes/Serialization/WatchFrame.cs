using System.Text.Json;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>The two parts of a line of a watch, <c>{"type":…,"object":{…}}</c>, as slices of it.</summary>
internal readonly ref struct WatchFrame(ReadOnlySpan<byte> type, ReadOnlySpan<byte> obj)
{
    /// <summary>Event types are plain words: nothing in them is escaped.</summary>
    public ReadOnlySpan<byte> Type { get; } = type;

    public ReadOnlySpan<byte> Object { get; } = obj;

    /// <summary>
    /// Splits a line as API servers write it (type first, object last) without looking into the object. What it returns is a guess: the
    /// object may turn out to be more than one JSON value, and then <see cref="Parse"/> knows better.
    /// </summary>
    public static bool TryGuess(ReadOnlySpan<byte> line, out WatchFrame frame)
    {
        frame = default;
        var reader = new Utf8JsonReader(line);
        if (!ReadTo(ref reader, JsonTokenType.StartObject) || !ReadName(ref reader, "type"u8) || !ReadTo(ref reader, JsonTokenType.String))
        {
            return false;
        }

        var type = reader.ValueSpan;
        if (!ReadName(ref reader, "object"u8) || !ReadTo(ref reader, JsonTokenType.StartObject))
        {
            return false;
        }

        var start = (int)reader.TokenStartIndex;
        var end = line.LastIndexOf((byte)'}');
        frame = new WatchFrame(type, line[start..Math.Max(start, end)]);
        return true;
    }

    /// <summary>Splits a line whatever the order of its parts.</summary>
    /// <exception cref="JsonException">The line is not an event.</exception>
    public static WatchFrame Parse(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> type = default;
        ReadOnlySpan<byte> obj = default;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            type = isType && reader.TokenType == JsonTokenType.String ? reader.ValueSpan : type;
            reader.Skip();
            obj = isObject ? line[start..(int)reader.BytesConsumed] : obj;
        }

        return type.IsEmpty || obj.IsEmpty
            ? throw new JsonException("An event of a watch must have a type and an object.")
            : new WatchFrame(type, obj);
    }

    private static bool ReadTo(ref Utf8JsonReader reader, JsonTokenType type) => reader.Read() && reader.TokenType == type;

    private static bool ReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        ReadTo(ref reader, JsonTokenType.PropertyName) && reader.ValueTextEquals(name);
}
