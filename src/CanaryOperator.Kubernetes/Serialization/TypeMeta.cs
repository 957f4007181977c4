using System.Buffers;
using System.Text.Json;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>Writes <c>apiVersion</c> and <c>kind</c> into the JSON of an object that lacks them.</summary>
internal static class TypeMeta
{
    public static ReadOnlySpan<byte> Prepend(ReadOnlySpan<byte> json, string apiVersion, string kind, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion"u8, apiVersion);
            writer.WriteString("kind"u8, kind);
            writer.Flush();
        }

        var rest = json[1..].TrimStart(" \t\r\n"u8);
        if (rest[0] != (byte)'}')
        {
            buffer.Write(","u8);
        }

        buffer.Write(rest);
        return buffer.WrittenSpan;
    }
}
