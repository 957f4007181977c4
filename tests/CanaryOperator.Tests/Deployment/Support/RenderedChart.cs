using System.Text.Json.Nodes;
using CanaryOperator.Testing;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>What `helm template` makes of the chart.</summary>
internal sealed class RenderedChart(IReadOnlyList<JsonObject> objects)
{
    public const string Release = "canary-operator";
    public const string Namespace = "canary";

    public IReadOnlyList<JsonObject> Objects => objects;

    /// <param name="options">As of `helm template`: <c>--set x=y</c>.</param>
    public static async Task<RenderedChart> RenderAsync(params string[] options)
    {
        var result = await Helm.RunAsync(null, ["template", Release, Helm.ChartPath, "--namespace", Namespace, .. options]);
        result.ExitCode.Should().Be(0, "helm template {0} works: {1}", string.Join(' ', options), result.Error);
        return new([.. YamlFile.ParseAll(result.Output)]);
    }

    public IEnumerable<JsonObject> OfKind(string kind) => objects.Where(item => Text(item, "kind") == kind);

    public JsonObject Single(string kind) => OfKind(kind).Single();

    public IReadOnlyList<string> OperatorArguments() =>
    [
        .. Single("Deployment")["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray()
            .Select(argument => argument!.GetValue<string>()),
    ];

    public static string Text(JsonNode item, string property) => item[property]?.GetValue<string>() ?? "";

    public static string Name(JsonNode item) => Text(item["metadata"]!, "name");
}
