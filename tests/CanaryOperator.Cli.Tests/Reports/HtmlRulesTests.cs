using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Reports;

namespace CanaryOperator.Cli.Tests.Reports;

/// <summary>What holds for every page, whatever the Experiment.</summary>
public sealed class HtmlRulesTests
{
    private static readonly string[] KnownElements =
    [
        "html", "head", "meta", "link", "title", "style", "body", "a", "header", "main", "footer", "section", "div", "p", "span",
        "h1", "h2", "dl", "dt", "dd", "ul", "li", "strong", "small", "time", "bdi", "table", "caption", "thead", "tbody", "tr", "th",
        "td", "figure", "figcaption", "details", "summary", "svg", "desc", "line", "rect", "circle", "path", "text",
    ];

    public static TheoryData<string> Experiments => [.. SampleExperiments.All.Keys, .. UnusualExperiments.All.Keys];

    [Theory]
    [MemberData(nameof(Experiments))]
    public void A_page_is_well_formed_and_has_known_elements_only(string name)
        => Page(name).DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct().Should().BeSubsetOf(KnownElements);

    [Theory]
    [MemberData(nameof(Experiments))]
    public void A_page_asks_for_nothing_and_runs_nothing(string name)
    {
        foreach (var attribute in Page(name).DescendantsAndSelf().Attributes())
        {
            attribute.Name.LocalName.Should().NotStartWith("on").And.NotBe("style").And.NotBe("src");
            if (attribute.Name.LocalName == "href")
            {
                attribute.Value.Should().BeOneOf("#objectives", "data:,");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void A_page_is_smaller_than_500_kB(string name) => Encoding.UTF8.GetByteCount(Html(name)).Should().BeLessThan(500_000);

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Every_table_has_a_caption_and_every_drawing_a_title(string name)
    {
        var page = Page(name);
        page.Descendants("table").Where(table => string.IsNullOrWhiteSpace(table.Element("caption")?.Value)).Should().BeEmpty();
        page.Descendants("th").Where(cell => cell.Attribute("scope") is null).Should().BeEmpty();
        page.Descendants("svg").Where(svg => !svg.Ancestors("svg").Any() && string.IsNullOrWhiteSpace(svg.Element("title")?.Value))
            .Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void References_inside_a_page_lead_to_one_element(string name)
    {
        var page = Page(name);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        ids.Should().OnlyHaveUniqueItems();
        page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')).Should().BeSubsetOf(ids);
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Numbers_of_drawings_are_numbers(string name)
    {
        var notNumbers = SearchValues.Create(["NaN", "Infinity", "∞"], StringComparison.Ordinal);
        string[] geometry = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "d"];
        Page(name).Descendants("svg").DescendantsAndSelf().Attributes()
            .Where(attribute => geometry.Contains(attribute.Name.LocalName) && attribute.Value.AsSpan().ContainsAny(notNumbers))
            .Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Nothing_turns_direction_or_commands_a_terminal(string name)
    {
        char[] hidden = ['\u202E', '\u2066', '\u2069', '\u200F', '\u001b', '\u0007'];
        var experiment = Find(name);
        string[] reports =
        [
            Html(name),
            ReportWriter.Text(experiment, SampleExperiments.Now),
            ReportWriter.Json(experiment, SampleExperiments.Now),
        ];
        foreach (var report in reports)
        {
            report.IndexOfAny(hidden).Should().Be(-1);
        }
    }

    private static Experiment Find(string name)
        => SampleExperiments.All.TryGetValue(name, out var sample) ? sample : UnusualExperiments.All[name];

    private static string Html(string name) => ReportWriter.Html(Find(name), SampleExperiments.Now);

    private static XElement Page(string name)
    {
        using var reader = XmlReader.Create(new StringReader(Html(name)), new() { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }
}
