using System.Text.Json.Nodes;
using CanaryOperator.Cli.Launching.Helm;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Cli.Launching.Iter8;

/// <summary>What <c>-f</c>, <c>--set</c> and <c>--set-string</c> say together, as Helm would merge it.</summary>
internal static class Iter8Values
{
    /// <exception cref="CommandFailedException">A file or an expression cannot be read, or a key is unknown.</exception>
    public static JsonObject Read(IEnumerable<string> files, IEnumerable<string> sets, IEnumerable<string> textSets)
    {
        var values = new JsonObject();
        foreach (var file in files)
        {
            Merge(values, ReadFile(file));
        }

        Apply(values, "--set", sets, onlyText: false);
        Apply(values, "--set-string", textSets, onlyText: true);
        Iter8Keys.Check(values);
        return values;
    }

    private static void Apply(JsonObject values, string option, IEnumerable<string> expressions, bool onlyText)
    {
        foreach (var expression in expressions)
        {
            try
            {
                SetExpression.Apply(values, expression, onlyText);
            }
            catch (FormatException e)
            {
                throw CommandFailedException.Usage($"{option}: {e.Message}.");
            }
        }
    }

    private static JsonObject ReadFile(string file)
    {
        try
        {
            return YamlText.Parse(File.ReadAllText(file)) switch
            {
                null => [],
                JsonObject map => map,
                _ => throw new FormatException("a map of values is expected"),
            };
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"--values {file}: {e.Message}.");
        }
    }

    private static void Merge(JsonObject values, JsonObject added)
    {
        foreach (var (key, value) in added)
        {
            if (value is JsonObject inner && values[key] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                values[key] = value?.DeepClone();
            }
        }
    }
}
