using System.Text.Json;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>
/// A place in an object, and the JSON there. What is not there, or is of another kind than the question, is absent: nothing throws.
/// </summary>
/// <param name="Path">For people, for example <c>spec.predictor.containers[0].image</c>.</param>
internal readonly record struct Field(string Path, JsonElement? Value)
{
    private const int LongestShown = 80;

    public JsonValueKind Kind => Value?.ValueKind ?? JsonValueKind.Undefined;

    public bool IsPresent => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Present and not what Kubernetes takes for absent: false, nought, and whatever is empty.</summary>
    public bool IsSet => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => Text is not "",
        JsonValueKind.Number => Number != 0,
        JsonValueKind.Object => Properties.Any(),
        JsonValueKind.Array => Items.Any(),
        _ => false,
    };

    public string? Text => Kind == JsonValueKind.String ? Value!.Value.GetString() : null;

    /// <summary>Null for fractions and for what is no number.</summary>
    public long? Number => Kind == JsonValueKind.Number && Value!.Value.TryGetInt64(out var number) ? number : null;

    public IEnumerable<Field> Items
    {
        get
        {
            var path = Path;
            return Kind == JsonValueKind.Array
                ? Value!.Value.EnumerateArray().Select((item, index) => new Field($"{path}[{index}]", item))
                : [];
        }
    }

    public IEnumerable<(string Name, Field Field)> Properties
    {
        get
        {
            var path = Path;
            return Kind == JsonValueKind.Object
                ? Value!.Value.EnumerateObject().Select(property => (property.Name, new Field($"{path}.{property.Name}", property.Value)))
                : [];
        }
    }

    public Field this[string name] =>
        new($"{Path}.{name}", Kind == JsonValueKind.Object && Value!.Value.TryGetProperty(name, out var value) ? value : null);

    /// <inheritdoc cref="FieldError" path="/param[@name='Message']"/>
    public FieldError Error(string message) => new(Path, Shown(), message);

    private string? Shown()
    {
        if (!IsPresent)
        {
            return null;
        }

        var shown = Text ?? Value!.Value.GetRawText();
        return shown.Length <= LongestShown ? shown : $"{shown[..LongestShown]}...";
    }
}
