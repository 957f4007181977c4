using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CanaryOperator.Tests.Architecture;

/// <summary>Who may depend on whom. A new arrow is a decision: README's picture changes with it.</summary>
public partial class DependencyTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["CanaryOperator.Core"] = [],
        ["CanaryOperator.Kubernetes"] = [],
        ["CanaryOperator.Runtime"] = ["CanaryOperator.Kubernetes"],
        ["CanaryOperator.Api"] = ["CanaryOperator.Kubernetes"],
        ["CanaryOperator"] = ["CanaryOperator.Api", "CanaryOperator.Core", "CanaryOperator.Runtime"],
        ["CanaryOperator.Cli"] = ["CanaryOperator.Api", "CanaryOperator.Core", "CanaryOperator.Kubernetes"],
        ["CanaryOperator.Local"] = ["CanaryOperator", "CanaryOperator.Cli"],
    };

    public static TheoryData<string> Projects => [.. Arrows.Keys];

    [Fact]
    public void Every_project_below_src_has_its_arrows_written_down() =>
        Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src")).Select(Path.GetFileName).Should().BeEquivalentTo(Arrows.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_follow_the_arrows(string project) =>
        References(project, "src", "ProjectReference").Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(Arrows[project]);

    [Fact]
    public void Core_has_no_packages_and_no_framework_beyond_the_base()
    {
        References("CanaryOperator.Core", "src", "PackageReference").Should().BeEmpty();
        References("CanaryOperator.Core", "src", "FrameworkReference").Should().BeEmpty();
        typeof(Core.Rollouts.RolloutPlanner).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name)
            .Should().OnlyContain(name => name!.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_knows_no_task_no_clock_and_no_environment()
    {
        var forbidden = CoreForbidden();
        SourcesOf("CanaryOperator.Core").Where(file => forbidden.IsMatch(File.ReadAllText(file))).Should().BeEmpty();
    }

    [Fact]
    public void The_client_and_the_runtime_do_not_know_what_a_canary_is()
    {
        var words = new Regex(
            @"canary(?!.?operator)|InferenceService|knative",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5));
        SourcesOf("CanaryOperator.Kubernetes").Concat(SourcesOf("CanaryOperator.Runtime"))
            .Where(file => words.IsMatch(File.ReadAllText(file)))
            .Should().BeEmpty();
    }

    [Fact]
    public void Types_of_the_operator_are_nobody_elses_business() =>
        Assembly.Load("CanaryOperator").GetExportedTypes().Should().BeEmpty();

    [Theory]
    [InlineData("CanaryOperator.Core.Tests")]
    [InlineData("CanaryOperator.Kubernetes.Tests")]
    [InlineData("CanaryOperator.Runtime.Tests")]
    [InlineData("CanaryOperator.Api.Tests")]
    [InlineData("CanaryOperator.Local.Tests")]
    public void Tests_reference_what_they_test_and_the_common_fakes(string tests) =>
        References(tests, "tests", "ProjectReference").Select(Path.GetFileNameWithoutExtension)
            .Should().BeSubsetOf([tests[..^".Tests".Length], "CanaryOperator.Testing"]);

    private static IEnumerable<string> References(string project, string folder, string kind) =>
        XDocument.Load(Path.Combine(RepositoryRoot.Path, folder, project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value);

    private static IEnumerable<string> SourcesOf(string project) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", project), "*.cs", SearchOption.AllDirectories);

    /// <summary>Times and time zones are values like others; to ask the machine for them is not allowed.</summary>
    [GeneratedRegex(
        @"\b(Task|ValueTask|TimeProvider|Stopwatch|HttpClient|ILogger|Environment|DateTime(Offset)?\.((Utc)?Now|Today)"
        + @"|TimeZoneInfo\.(Local|(Try)?Find\w+))\b",
        RegexOptions.ExplicitCapture,
        5000)]
    private static partial Regex CoreForbidden();
}
