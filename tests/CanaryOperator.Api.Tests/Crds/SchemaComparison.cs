using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Api.Tests.Crds;

/// <summary>
/// Walks a schema and the JSON contract of a C# type side by side. Every property must be on both sides, with types of which the C# one can
/// read whatever the schema lets in: an object that it cannot read would be one that the operator does not see.
/// </summary>
internal sealed class SchemaComparison
{
    private static readonly Dictionary<Type, (string? Type, string? Format)> Simple = new()
    {
        [typeof(JsonElement)] = (null, null),
        [typeof(string)] = ("string", null),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(bool)] = ("boolean", null),
        [typeof(int)] = ("integer", "int32"),
        [typeof(long)] = ("integer", "int64"),
    };

    private readonly List<string> _differences = [];

    private SchemaComparison()
    {
    }

    public static IReadOnlyList<string> Differences(JsonNode schema, Type type)
    {
        var comparison = new SchemaComparison();
        comparison.Compare(schema, type, "");
        return comparison._differences;
    }

    private void Compare(JsonNode schema, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var format = schema["format"]?.GetValue<string>();
        var (expectedType, expectedFormat) = Expected(type);
        if (expectedType is not null && (schema["type"]?.GetValue<string>(), format) != (expectedType, expectedFormat))
        {
            _differences.Add($"{path} is {schema["type"]} {format} in the schema, and {type.Name} in C#");
            return;
        }

        if (type == typeof(int) && schema["maximum"]?.GetValue<long>() is not <= int.MaxValue)
        {
            _differences.Add($"{path} needs a maximum: the API server does not check the format of integers");
        }

        if (type == typeof(JsonElement) || type == typeof(V1ObjectMeta))
        {
            return;
        }

        switch (expectedType)
        {
            case "array":
                Compare(schema["items"]!, type.GenericTypeArguments[0], $"{path}[]");
                break;
            case "object" when type.IsGenericType:
                Compare(schema["additionalProperties"]!, type.GenericTypeArguments[1], $"{path}.*");
                break;
            case "object":
                CompareProperties(schema, type, path);
                break;
        }
    }

    private void CompareProperties(JsonNode schema, Type type, string path)
    {
        var inSchema = schema["properties"]!.AsObject().ToDictionary();
        var inCode = ApiJsonContext.Default.GetTypeInfo(type)!.Properties
            .Where(property => !property.IsExtensionData)
            .ToDictionary(property => property.Name);
        var passedThrough = PassedThrough(type).Where(name => !inCode.ContainsKey(name)).ToHashSet();

        _differences.AddRange(inSchema.Keys.Where(name => !inCode.ContainsKey(name) && !passedThrough.Contains(name))
            .Select(name => $"{path}.{name} is missing in C#"));
        _differences.AddRange(inCode.Keys.Concat(passedThrough).Where(name => !inSchema.ContainsKey(name))
            .Select(name => $"{path}.{name} is missing in the schema"));
        foreach (var (name, property) in inCode.Where(property => inSchema.ContainsKey(property.Key)))
        {
            Compare(inSchema[name]!, property.PropertyType, $"{path}.{name}");
        }
    }

    private static (string? Type, string? Format) Expected(Type type) =>
        Simple.TryGetValue(type, out var simple) ? simple
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? ("array", null)
        : ("object", null);

    private static IReadOnlyList<string> PassedThrough(Type type) =>
        typeof(ComponentSpec).IsAssignableFrom(type) || type == typeof(ServingRuntimeSpec) ? PodFields.Names
        : typeof(FrameworkSpec).IsAssignableFrom(type) ? ContainerFields.Names
        : [];
}
