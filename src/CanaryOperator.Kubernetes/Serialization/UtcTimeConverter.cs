using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>RFC 3339 in UTC, written with as many fractional digits as <paramref name="format"/> has.</summary>
public abstract class UtcTimeConverter(string format) : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStringValue(value.Value.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
    }
}
