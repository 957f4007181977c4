using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>
/// When the emulator's sequence of status shapes counts as the recorded one. Knative's controllers run in parallel, so of two recordings of
/// the same change one shows a state that the other misses. The emulator shows them all. Therefore:
/// every recorded shape must appear, in the recorded order, and the last must be the last; and a shape that this recording misses must be
/// one that some recording shows directly after the same predecessor (the names of Service and revisions and the percents aside).
/// </summary>
internal static partial class StatusShapes
{
    private static readonly HashSet<(string Before, string After)> RecordedTransitions =
        [.. Recording.All.SelectMany(recording => recording.Steps.SelectMany(step => Transitions(recording.Service, step.Shapes)))];

    /// <summary>A status without its times.</summary>
    public static JsonNode Of(KnativeStatus status)
    {
        var shape = JsonSerializer.SerializeToNode(status, KnativeJsonContext.Default.KnativeStatus)!;
        foreach (var condition in shape["conditions"]?.AsArray() ?? [])
        {
            condition!.AsObject().Remove("lastTransitionTime");
        }

        return shape;
    }

    /// <summary>Adds the shape unless it is the last one already.</summary>
    public static void AddIfNew(this List<JsonNode> shapes, JsonNode shape)
    {
        if (shapes.Count == 0 || !JsonNode.DeepEquals(shapes[^1], shape))
        {
            shapes.Add(shape);
        }
    }

    public static void ShouldReplay(this IReadOnlyList<JsonNode> emulated, string service, RecordedStep step)
    {
        var recorded = 0;
        for (var i = 0; i < emulated.Count; i++)
        {
            if (recorded < step.Shapes.Count && JsonNode.DeepEquals(emulated[i], step.Shapes[recorded]))
            {
                recorded++;
                continue;
            }

            var next = recorded < step.Shapes.Count ? step.Shapes[recorded].ToJsonString() : "nothing";
            i.Should().BePositive($"step {step.Name} of {service} starts with {next}, not with {emulated[i].ToJsonString()}");
            RecordedTransitions.Contains((Outline(service, emulated[i - 1]), Outline(service, emulated[i]))).Should().BeTrue(
                $"step {step.Name} of {service} should show {next}; no recording knows {emulated[i].ToJsonString()} before it");
        }

        recorded.Should().Be(
            step.Shapes.Count, $"so many shapes has step {step.Name} of {service}; emulated:\n{string.Join('\n', emulated)}");
        JsonNode.DeepEquals(emulated[^1], step.Shapes[^1]).Should().BeTrue($"step {step.Name} of {service} ends as recorded");
    }

    private static IEnumerable<(string Before, string After)> Transitions(string service, IReadOnlyList<JsonNode> shapes) =>
        shapes.Zip(shapes.Skip(1), (before, after) => (Outline(service, before), Outline(service, after)));

    /// <summary>The conditions, and which other fields there are.</summary>
    private static string Outline(string service, JsonNode shape)
    {
        var conditions = (shape["conditions"]?.AsArray() ?? []).Select(condition =>
        {
            var message = RevisionNumber().Replace((string?)condition!["message"] ?? "", "-N");
            return $"{condition["type"]}={condition["status"]} {condition["reason"]} {message}";
        });
        var fields = shape.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal);
        return $"{string.Join(';', conditions)};{string.Join(',', fields)}".Replace($"\"{service}", "\"service", StringComparison.Ordinal);
    }

    [GeneratedRegex("-[0-9]{5}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RevisionNumber();
}
