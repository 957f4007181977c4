using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>
/// YAML (and so JSON) of a kubeconfig or a manifest to JSON nodes, by way of the event parser, which needs no reflection. Anchors and
/// further documents, which kubectl never writes, are refused rather than misread.
/// </summary>
public sealed class YamlText
{
    private readonly Parser _parser;

    private YamlText(TextReader text) => _parser = new Parser(text);

    /// <returns>Null for a text without content.</returns>
    /// <exception cref="FormatException">The message tells the line, and nothing of the content.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            return new YamlText(reader).ReadStream();
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: not valid YAML", e);
        }
    }

    private JsonNode? ReadStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second)
            ? throw new FormatException($"line {second.Start.Line}: a second YAML document; keep one per file")
            : root;
    }

    private JsonNode? ReadNode()
    {
        var start = _parser.Consume<ParsingEvent>();
        return start switch
        {
            AnchorAlias or NodeEvent { Anchor.IsEmpty: false } =>
                throw new FormatException($"line {start.Start.Line}: YAML anchors and aliases are not supported; write the value out"),
            MappingStart => ReadMapping(),
            SequenceStart => ReadSequence(),
            Scalar scalar => ToJson(scalar),
            _ => throw new FormatException($"line {start.Start.Line}: unexpected YAML"),
        };
    }

    private JsonObject ReadMapping()
    {
        var mapping = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key) || !key.Anchor.IsEmpty)
            {
                throw new FormatException($"line {_parser.Current?.Start.Line}: a key must be plain text");
            }

            var value = ReadNode();
            if (!mapping.TryAdd(key.Value, value))
            {
                throw new FormatException($"line {key.Start.Line}: the key '{key.Value}' is there twice");
            }
        }

        return mapping;
    }

    private JsonArray ReadSequence()
    {
        var sequence = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            var line = _parser.Current?.Start.Line;
            sequence.Add(ReadNode() ?? throw new FormatException($"line {line}: an empty element in a list"));
        }

        return sequence;
    }

    private static JsonNode? ToJson(Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
        {
            return JsonValue.Create(scalar.Value);
        }

        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            var text when LooksLikeJsonNumber(text) => ParseNumberOrText(text),
            var text => JsonValue.Create(text),
        };
    }

    private static bool LooksLikeJsonNumber(string text) => text[0] is '-' or (>= '0' and <= '9');

    private static JsonNode? ParseNumberOrText(string text)
    {
        try
        {
            // Not through a double: digits must survive when the field turns out to be text.
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
