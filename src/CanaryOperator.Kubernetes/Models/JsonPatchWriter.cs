using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CanaryOperator.Kubernetes.Models;

/// <summary>
/// Writes a JSON patch (RFC 6902), operation by operation. Paths are JSON pointers (RFC 6901): in names, <c>~</c> is <c>~0</c> and
/// <c>/</c> is <c>~1</c>.
/// </summary>
public sealed class JsonPatchWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public JsonPatchWriter()
    {
        _writer = new(_buffer);
        _writer.WriteStartArray();
    }

    /// <summary>Lets the whole patch fail where there is another value.</summary>
    public void Test<T>(string path, T value, JsonTypeInfo<T> type) => Write("test", path, value, type);

    /// <summary>Also replaces: a field that is there already gets the value.</summary>
    public void Add<T>(string path, T value, JsonTypeInfo<T> type) => Write("add", path, value, type);

    /// <summary>Lets the whole patch fail where there is nothing.</summary>
    public void Replace<T>(string path, T value, JsonTypeInfo<T> type) => Write("replace", path, value, type);

    /// <inheritdoc cref="Replace"/>
    public void Remove(string path)
    {
        Begin("remove", path);
        _writer.WriteEndObject();
    }

    /// <summary>To be called once, at the end.</summary>
    public V1Patch Complete()
    {
        _writer.WriteEndArray();
        _writer.Flush();
        return new(PatchType.JsonPatch, _buffer.WrittenMemory);
    }

    public void Dispose() => _writer.Dispose();

    private void Write<T>(string operation, string path, T value, JsonTypeInfo<T> type)
    {
        Begin(operation, path);
        _writer.WritePropertyName("value");
        JsonSerializer.Serialize(_writer, value, type);
        _writer.WriteEndObject();
    }

    private void Begin(string operation, string path)
    {
        _writer.WriteStartObject();
        _writer.WriteString("op", operation);
        _writer.WriteString("path", path);
    }
}
