using System.Text.RegularExpressions;
using CanaryOperator.Tests.Architecture;

namespace CanaryOperator.Tests.Deployment;

/// <summary>What can be checked of a Dockerfile without anything that builds it.</summary>
public sealed partial class DockerfileTests
{
    private const string PublishProfile = "src/CanaryOperator/Properties/PublishProfiles/Image.pubxml";
    private static readonly string[] Known = ["ARG", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "LABEL", "RUN", "USER", "WORKDIR"];
    private static readonly IReadOnlyList<(string Name, string Value)> Instructions = Parse();

    [Fact]
    public void Every_line_is_an_instruction() => Instructions.Select(instruction => instruction.Name).Should().BeSubsetOf(Known);

    [Fact]
    public void It_has_a_stage_that_builds_and_one_that_runs_of_exactly_named_images()
    {
        var images = Of("FROM").Select(value => value.Split(' ').First(word => !word.StartsWith('-'))).ToList();

        images.Should().HaveCount(2);
        images[0].Should().Contain("/sdk:");
        images[1].Should().Contain("/runtime-deps:").And.EndWith("-chiseled-extra", "it has no shell, and the time zones of schedules");
        images.Should().OnlyContain(image => TagWithVersion().IsMatch(image));
        Of("FROM").First().Should().Contain("--platform=$BUILDPLATFORM", "the compiler must not be emulated").And.EndWith(" AS build");
    }

    [Fact]
    public void The_SDK_is_one_that_global_json_allows()
    {
        var wanted = Version().Match(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "global.json"))).Value;
        var image = Version().Match(Of("FROM").First()).Value;

        System.Version.Parse(image).Should().BeGreaterOrEqualTo(System.Version.Parse(wanted));
        System.Version.Parse(image).Major.Should().Be(System.Version.Parse(wanted).Major);
    }

    [Fact]
    public void It_runs_as_a_user_that_is_by_its_number_not_root()
    {
        var user = Of("USER").Should().ContainSingle().Subject;

        user.Split(':').Should().OnlyContain(id => int.Parse(id) > 0);
        Instructions.Select(instruction => instruction.Name).ToList().LastIndexOf("USER")
            .Should().BeGreaterThan(Instructions.Select(instruction => instruction.Name).ToList().LastIndexOf("FROM"));
    }

    [Fact]
    public void What_it_copies_is_there_and_not_ignored()
    {
        var ignored = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, ".dockerignore"));
        var sources = Of("COPY").Where(value => !value.StartsWith("--from=", StringComparison.Ordinal))
            .SelectMany(value => value.Split(' ')[..^1]).Select(path => path.TrimEnd('/')).ToList();

        sources.Should().NotBeEmpty();
        sources.Should().OnlyContain(path => Path.Exists(Path.Combine(RepositoryRoot.Path, path)));
        sources.Should().OnlyContain(path => ignored.Contains($"!{path}"));
    }

    [Fact]
    public void It_publishes_for_the_target_platform_by_the_profile_that_is_tested()
    {
        var publish = Of("RUN").Should()
            .ContainSingle(value => value.StartsWith("dotnet publish src/CanaryOperator ", StringComparison.Ordinal)).Subject;

        publish.Should().Contain("-p:PublishProfile=Image").And.Contain("$TARGETARCH");
        Of("ARG").Should().Contain("TARGETARCH");
        File.Exists(Path.Combine(RepositoryRoot.Path, PublishProfile)).Should().BeTrue();
    }

    [Fact]
    public void It_starts_the_program_itself_without_a_shell_and_writes_nothing()
    {
        Of("ENTRYPOINT").Should().Equal("""["/app/CanaryOperator"]""");
        Of("ENV").Should().Contain("DOTNET_EnableDiagnostics=0");
    }

    private static IEnumerable<string> Of(string name) =>
        Instructions.Where(instruction => instruction.Name == name).Select(instruction => instruction.Value);

    private static IReadOnlyList<(string Name, string Value)> Parse()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Dockerfile"));
        var lines = text.Split('\n').Where(line => !line.StartsWith('#'));
        return
        [
            .. string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .Select(parts => (parts[0], parts.ElementAtOrDefault(1)?.Trim() ?? "")),
        ];
    }

    [GeneratedRegex(@":\d+\.\d+[\w.-]*$", RegexOptions.None, 1000)]
    private static partial Regex TagWithVersion();

    [GeneratedRegex(@"\d+\.\d+\.\d+", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
