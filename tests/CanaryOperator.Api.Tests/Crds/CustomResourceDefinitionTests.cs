using System.Text.Json.Nodes;
using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Testing;

namespace CanaryOperator.Api.Tests.Crds;

public sealed class CustomResourceDefinitionTests
{
    private const string KServe = "crds/serving.kserve.io_inferenceservices.yaml";
    private const string KFServing = "crds/serving.kubeflow.org_inferenceservices.yaml";

    public static TheoryData<string> Definitions => new(YamlFile.In("crds"));

    [Theory]
    [InlineData(KServe, typeof(InferenceService))]
    [InlineData(KFServing, typeof(InferenceService))]
    [InlineData("crds/serving.kserve.io_servingruntimes.yaml", typeof(ServingRuntime))]
    [InlineData("crds/serving.kserve.io_clusterservingruntimes.yaml", typeof(ClusterServingRuntime))]
    public void Schema_and_types_have_the_same_properties(string path, Type type)
    {
        SchemaComparison.Differences(Schema(path), type).Should().BeEmpty();
    }

    [Fact]
    public void Both_groups_define_the_same()
    {
        YamlFile.ReadText(KFServing).Should().Be(
            YamlFile.ReadText(KServe).Replace("serving.kserve.io", "serving.kubeflow.org", StringComparison.Ordinal));
    }

    [Fact]
    public void Kubectl_get_prints_KServes_columns()
    {
        var columns = Version(KServe)["additionalPrinterColumns"]!.AsArray();

        columns.Select(column => $"{column!["name"]} {column["type"]} {column["jsonPath"]}").Should().Equal(
            "URL string .status.url",
            "Ready string .status.conditions[?(@.type=='Ready')].status",
            "Prev integer .status.components.predictor.traffic[?(@.tag=='prev')].percent",
            "Latest integer .status.components.predictor.traffic[?(@.latestRevision==true)].percent",
            "PrevRolledoutRevision string .status.components.predictor.traffic[?(@.tag=='prev')].revisionName",
            "LatestReadyRevision string .status.components.predictor.traffic[?(@.latestRevision==true)].revisionName",
            "Age date .metadata.creationTimestamp");
    }

    [Fact]
    public void The_percentage_is_a_whole_number_from_0_to_100_in_every_component()
    {
        foreach (var component in Components())
        {
            var percent = component["properties"]!["canaryTrafficPercent"]!;
            percent["type"]!.GetValue<string>().Should().Be("integer");
            percent["minimum"]!.GetValue<long>().Should().Be(0);
            percent["maximum"]!.GetValue<long>().Should().Be(100);
        }
    }

    [Fact]
    public void Conditions_are_merged_by_type()
    {
        var conditions = Schema(KServe)["properties"]!["status"]!["properties"]!["conditions"]!;

        conditions["x-kubernetes-list-type"]!.GetValue<string>().Should().Be("map");
        conditions["x-kubernetes-list-map-keys"]!.AsArray().Select(key => key!.GetValue<string>()).Should().Equal("type");
    }

    [Fact]
    public void What_components_have_in_common_is_described_alike()
    {
        var names = ApiJsonContext.Default.TransformerSpec.Properties
            .Where(property => !property.IsExtensionData)
            .Select(property => property.Name)
            .Concat(PodFields.Names)
            .Where(name => name != "containers");

        ShouldBeAlike(Components(), names);
    }

    [Fact]
    public void What_model_servers_have_in_common_is_described_alike()
    {
        var predictor = Components()[0]["properties"]!;
        var servers = ApiJsonContext.Default.PredictorSpec.Properties
            .Where(property => typeof(FrameworkSpec).IsAssignableFrom(property.PropertyType))
            .Select(property => predictor[property.Name]!);

        ShouldBeAlike([.. servers], predictor["sklearn"]!["properties"]!.AsObject().Select(property => property.Key));
    }

    /// <summary>A misspelt field of a component is told by kubectl only while the component itself is closed.</summary>
    [Fact]
    public void Only_what_lies_below_a_field_of_a_pod_or_container_is_open()
    {
        foreach (var component in Components())
        {
            IsOpen(component).Should().BeFalse();
            IsOpen(component["properties"]!["model"] ?? new JsonObject()).Should().BeFalse();
            IsOpen(component["properties"]!["sklearn"] ?? new JsonObject()).Should().BeFalse();
            foreach (var name in PodFields.Names)
            {
                var field = component["properties"]![name]!;
                var below = field["type"]!.GetValue<string>() == "array" ? field["items"]! : field;
                (below["type"]!.GetValue<string>() != "object" || IsOpen(below) || below["additionalProperties"] is not null)
                    .Should().BeTrue($"{name} must not lose what its author wrote");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_node_has_a_type_and_every_property_a_description(string path)
    {
        foreach (var (where, node) in Nodes(Schema(path), ""))
        {
            node["type"].Should().NotBeNull($"{where} needs a type to be structural");
            var isProperty = where != ".metadata" && !where.EndsWith(']') && !where.EndsWith('*');
            (node["description"] is not null).Should().Be(isProperty, $"kubectl explain prints what there is to say about {where}");
        }
    }

    /// <summary>Unique items and the like are refused by the oldest or the newest Kubernetes; the oldest drops rules in CEL.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public void Only_what_no_supported_Kubernetes_refuses_is_used(string path)
    {
        string[] known =
        [
            "description", "type", "format", "required", "properties", "additionalProperties", "items",
            "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
            "pattern", "anyOf",
            "x-kubernetes-preserve-unknown-fields", "x-kubernetes-list-type", "x-kubernetes-list-map-keys",
            "x-kubernetes-validations",
        ];

        foreach (var (where, node) in Nodes(Schema(path), ""))
        {
            node.Select(keyword => keyword.Key).Should().BeSubsetOf(known, $"of {where}");
        }
    }

    /// <summary>The API server compiles a rule when it gets the definition, and refuses all of it for one unknown field.</summary>
    [Fact]
    public void Rules_speak_of_fields_that_there_are()
    {
        foreach (var component in Components())
        {
            var rules = component["x-kubernetes-validations"]!.AsArray();
            rules.Should().NotBeEmpty().And.OnlyContain(rule => rule!["message"] != null);
            var fields = rules.SelectMany(rule => ((string)rule!["rule"]!).Split("self.").Skip(1))
                .Select(rest => string.Concat(rest.TakeWhile(char.IsAsciiLetter)));
            fields.Should().BeSubsetOf(component["properties"]!.AsObject().Select(property => property.Key));
        }
    }

    [Fact]
    public void Rules_know_all_implementations()
    {
        var rules = Components()[0]["x-kubernetes-validations"]!.AsArray().Select(rule => (string)rule!["rule"]!).ToList();

        foreach (var name in ApiJsonContext.Default.PredictorSpec.Properties
            .Where(property => typeof(FrameworkSpec).IsAssignableFrom(property.PropertyType))
            .Select(property => property.Name))
        {
            rules.Where(rule => rule.Contains($"has(self.{name})", StringComparison.Ordinal)).Should().HaveCount(2, "of {0}", name);
        }
    }

    private static void ShouldBeAlike(JsonNode[] schemas, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            foreach (var schema in schemas)
            {
                JsonText.ShouldBe(schema["properties"]![name], schemas[0]["properties"]![name]!, name);
            }
        }
    }

    private static IEnumerable<(string Path, JsonObject Node)> Nodes(JsonNode node, string path)
    {
        var schema = node.AsObject();
        yield return (path, schema);

        var children = (schema["properties"]?.AsObject() ?? []).Select(property => ($"{path}.{property.Key}", property.Value))
            .Append(($"{path}[]", schema["items"]))
            .Append(($"{path}.*", schema["additionalProperties"]));
        foreach (var (childPath, child) in children)
        {
            foreach (var descendant in child is null ? [] : Nodes(child, childPath))
            {
                yield return descendant;
            }
        }
    }

    private static bool IsOpen(JsonNode schema) => schema["x-kubernetes-preserve-unknown-fields"]?.GetValue<bool>() == true;

    private static JsonNode[] Components()
    {
        var spec = Schema(KServe)["properties"]!["spec"]!["properties"]!;
        return [spec["predictor"]!, spec["transformer"]!, spec["explainer"]!];
    }

    private static JsonNode Schema(string path) => Version(path)["schema"]!["openAPIV3Schema"]!;

    private static JsonNode Version(string path) => YamlFile.Read(path)["spec"]!["versions"]![0]!;
}
