using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class TemplateValueTests
{
    public static TheoryData<string> HostileValues => new(
        "\"", "'", "`", "\\", "\\\"", "\n", "\"} or up{a=\"", "1) or (up", "$", "${window}", "#",
        "..", "/../admin", "a b", "%2e%2e", "{}", "\u202e");

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void No_value_ends_the_quotes_it_stands_in(string value)
    {
        foreach (var quote in new[] { '"', '\'' })
        {
            var query = PromQl.Expand($"up{{a={quote}${{v}}{quote}}}", Values(value));

            Unquote(query[$"up{{a={quote}".Length..^$"{quote}}}".Length], quote).Should().Be(value);
        }
    }

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void Outside_quotes_only_numbers_and_durations_may_stand(string value)
    {
        foreach (var template in new[] { "sum(x[${v}])", "# it's\nsum(x[${v}])", "a{b='\\''} * ${v}", "a{b=`\\`} * ${v}" })
        {
            var expand = () => PromQl.Expand(template, Values(value));
            expand.Should().Throw<TemplateException>().WithMessage("*outside quotes*");
        }

        PromQl.Expand("sum(x[${v}]) * 0.5", Values("60s")).Should().Be("sum(x[60s]) * 0.5");
    }

    [Theory]
    [InlineData("a=\"1\",b")]
    [InlineData("1a")]
    [InlineData("a\n")]
    [InlineData("")]
    public void No_name_of_a_label_changes_the_query(string name)
    {
        var matchers = () => PromQl.Matchers([KeyValuePair.Create(name, "x")]);

        matchers.Should().Throw<TemplateException>();
    }

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void No_value_leaves_its_segment_of_a_path(string value)
    {
        var expand = () => Placeholders.Expand("a/${v}/b", Values(value), RestValues.InPath);
        if (value == "..")
        {
            expand.Should().Throw<TemplateException>();
            return;
        }

        var url = new Uri(new Uri("http://host/root/"), expand());
        url.Segments.Should().HaveCount(5).And.EndWith("b");
        url.Query.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void No_value_changes_the_form_of_a_body(string value)
    {
        var body = Placeholders.Expand("""{"a": "x\"${v}"}""", Values(value), RestValues.InBody);
        Json.Element(body).GetProperty("a").GetString().Should().Be($"x\"{value}");

        var bare = () => Placeholders.Expand("""{"a": ${v}}""", Values(value), RestValues.InBody);
        bare.Should().Throw<TemplateException>();
    }

    [Fact]
    public void Values_of_a_version_stay_with_it_and_maps_are_merged()
    {
        var shared = Map("""{"labels": {"pod_name": "p", "x": 1}, "n": 5}""");

        var own = TemplateValues.For("demo", "s", "r", TimeSpan.FromSeconds(60.2), shared, Map("""{"labels": {"x": 2}, "n": 6}"""));
        var other = TemplateValues.For("demo", "s", "r", TimeSpan.FromSeconds(60), shared, null);

        (own["labels"], own["otelLabels"], own["n"], own["window"])
            .Should().Be((",pod_name=\"p\",x=\"2\"", ",k8s_pod_name=\"p\",x=\"2\"", "6", "61s"));
        (other["labels"], other["n"], other["window"]).Should().Be((",pod_name=\"p\",x=\"1\"", "5", "60s"));
    }

    [Theory]
    [InlineData("""{"labels": "a=b"}""")]
    [InlineData("""{"labels": {"a": {}}}""")]
    [InlineData("""{"a": null}""")]
    public void A_value_of_another_form_is_refused(string values)
    {
        var make = () => TemplateValues.For("demo", "s", "r", TimeSpan.FromSeconds(60), Map(values), null);

        make.Should().Throw<TemplateException>();
    }

    [Fact]
    public void A_metric_that_is_called_like_a_percentile_is_expanded_once()
    {
        var template = new MetricTemplateSpec
        {
            Type = MetricTemplateSpec.Prometheus,
            Metrics = [new() { Name = "p50", Units = "s" }, new() { Name = "p${percentile}", Units = "ms" }],
        };

        var expanded = TemplateExpansion.Expand("mine", template, new Dictionary<string, string>(), percentiles: [50, 90]);

        expanded.Select(metric => (metric.Name, metric.Units)).Should().Equal(("mine/p50", "s"), ("mine/p90", "ms"));
    }

    [Theory]
    [InlineData("a", 150)]
    [InlineData("\"", 25)]
    [InlineData("ü", 25)]
    [InlineData("🐤", 12)]
    public void What_a_status_cannot_hold_of_a_description_is_cut(string character, int count)
    {
        var most = string.Concat(Enumerable.Repeat(character, count));

        Described(most).Should().Be(most);
        Described(most + character).Should().Be(most + "…");
        Described("").Should().BeNull();
    }

    [Theory]
    [InlineData("""{"type": "Graphite", "metrics": [{"name": "a"}]}""", "spec.type")]
    [InlineData("""{"type": "Prometheus", "metrics": []}""", "spec.metrics")]
    [InlineData("""{"type": "Prometheus", "metrics": [{"name": "a"}]}""", "queries")]
    [InlineData("""{"type": "Prometheus", "requestCount": "b", "metrics": [{"name": "a", "queries": ["a"]}]}""", "requestCount")]
    [InlineData(
        """{"type": "Prometheus", "metrics": [{"name": "a", "queries": ["a"]}, {"name": "a", "queries": ["a"]}]}""",
        "metrics[1].name")]
    [InlineData("""{"type": "Rest", "metrics": [{"name": "a", "path": "x"}]}""", "jsonPath")]
    [InlineData("""{"type": "Rest", "metrics": [{"name": "a", "jsonPath": "$..a"}]}""", "jsonPath")]
    public void What_is_wrong_with_a_template_is_named(string template, string field) =>
        TemplateValidation.ProblemOf(Json.Read(template, Api.ApiJsonContext.Default.MetricTemplateSpec)).Should().Contain(field);

    [Fact]
    public void The_built_in_templates_are_valid() =>
        BuiltInTemplates.Names.Select(name => TemplateValidation.ProblemOf(BuiltInTemplates.Find(name)!))
            .Should().AllBeEquivalentTo((string?)null);

    private static string? Described(string description)
    {
        var template = new MetricTemplateSpec { Metrics = [new() { Name = "m", Description = description }] };
        return TemplateExpansion.Expand("mine", template, new Dictionary<string, string>(), percentiles: null).Single().Description;
    }

    private static Dictionary<string, string> Values(string value) => new() { ["v"] = value, ["window"] = "60s" };

    private static Dictionary<string, System.Text.Json.JsonElement> Map(string json) =>
        Json.Element(json).EnumerateObject().ToDictionary(property => property.Name, property => property.Value);

    /// <summary>As PromQL reads a text between quotes.</summary>
    private static string Unquote(string text, char quote)
    {
        var result = new System.Text.StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            text[index].Should().NotBe(quote, "it would end the text").And.NotBe('\n');
            if (text[index] != '\\')
            {
                result.Append(text[index]);
                continue;
            }

            index++;
            result.Append(text[index] == 'n' ? '\n' : text[index]);
        }

        return result.ToString();
    }
}
