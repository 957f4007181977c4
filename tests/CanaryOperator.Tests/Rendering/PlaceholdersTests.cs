using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

public sealed class PlaceholdersTests
{
    private const string Nasty = "{{.Name}}\", $(rm -rf /) \\ {0} }}";

    private static readonly V1ObjectMeta Metadata = new()
    {
        Name = "my-model",
        NamespaceProperty = "demo",
        Labels = new Dictionary<string, string> { ["app"] = "shop", ["example.com/team.name"] = "fraud" },
        Annotations = new Dictionary<string, string> { ["nasty"] = Nasty, ["empty"] = "" },
    };

    [Theory]
    [InlineData("--model={{.Name}}", "--model=my-model")]
    [InlineData("{{ .Namespace }}/{{.Name}}", "demo/my-model")]
    [InlineData("{{.Labels.app}}", "shop")]
    [InlineData("{{.Labels.example.com/team.name}}", "fraud")]
    [InlineData("{{ index .Labels \"example.com/team.name\" }}", "fraud")]
    [InlineData("{{index .Annotations \"nasty\"}}", Nasty)]
    [InlineData("{{.Labels.unknown}}", "")]
    [InlineData("{{.Annotations.empty}}", "")]
    [InlineData("{{.Annotations.nasty}}", Nasty)]
    [InlineData("no placeholder", "no placeholder")]
    [InlineData("{.Name} {{.Name", "{.Name} {{.Name")]
    public void Fill_looks_values_up_and_inserts_them_as_they_are(string text, string expected) =>
        ((string?)Placeholders.Fill(JsonValue.Create(text), Metadata)).Should().Be(expected);

    [Theory]
    [InlineData("{{.Uid}}")]
    [InlineData("{{ .Spec.Predictor }}")]
    [InlineData("{{.Labels}}")]
    [InlineData("{{ printf \"%s\" .Name }}")]
    [InlineData("{{ index .Labels }}")]
    [InlineData("{{ index .Spec \"a\" }}")]
    [InlineData("{{.Name.Labels.x}}")]
    [InlineData("{{ .Name | quote }}")]
    [InlineData("{{}}")]
    public void Fill_refuses_what_it_does_not_know_by_name(string text) =>
        FluentActions.Invoking(() => Placeholders.Fill(new JsonObject { ["args"] = new JsonArray(text) }, Metadata))
            .Should().Throw<RenderingException>().WithMessage($"*{text}*.Name, .Namespace, .Labels.<key> and .Annotations.<key>*");

    [Fact]
    public void Fill_reaches_every_string_and_leaves_names_of_fields_and_other_values_alone() =>
        Placeholders.Fill(JsonNode.Parse("""{"{{.Name}}":["{{.Name}}",1,true,null,{"a":"{{.Namespace}}"}]}"""), Metadata)
            .ShouldBeJson("""{"{{.Name}}":["my-model",1,true,null,{"a":"demo"}]}""");
}
