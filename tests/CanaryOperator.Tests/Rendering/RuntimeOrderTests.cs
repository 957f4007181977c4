using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Rendering;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Rendering;

/// <summary>Who wins when several runtimes could serve a model: one difference at a time.</summary>
public sealed class RuntimeOrderTests
{
    private const string Sklearn = """{"name":"sklearn","autoSelect":true}""";

    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_namespace_comes_before_the_cluster_whatever_their_priorities()
    {
        var selection = Select(
            "{}",
            [OfNamespace("mine", Sklearn)],
            [OfCluster("theirs", """{"name":"sklearn","autoSelect":true,"priority":9}""")]);

        selection.Runtime.Should().BeEquivalentTo(new { Name = "mine", IsClusterScoped = false });
    }

    [Fact]
    public void A_name_means_the_namespaces_runtime_before_the_clusters()
    {
        var (mine, theirs) = (OfNamespace("same", Sklearn), OfCluster("same", Sklearn));

        Select("""{"runtime":"same"}""", [mine], [theirs]).Runtime!.IsClusterScoped.Should().BeFalse();
        Select("""{"runtime":"same"}""", [], [theirs]).Runtime!.IsClusterScoped.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"name":"sklearn","autoSelect":true,"priority":1}""", Sklearn)]
    [InlineData("""{"name":"sklearn","autoSelect":true,"priority":2}""", """{"name":"sklearn","autoSelect":true,"priority":1}""")]
    [InlineData("""{"name":"sklearn","autoSelect":true,"priority":0}""", Sklearn)]
    [InlineData(
        """{"name":"sklearn","version":"0","priority":5},{"name":"sklearn","version":"1","autoSelect":true,"priority":1}""",
        """{"name":"sklearn","version":"1","autoSelect":true,"priority":4}""")]
    public void The_higher_priority_of_the_formats_first_entry_wins(string better, string worse) =>
        WinnerOf(OfCluster("z-better", better), OfCluster("a-worse", worse)).Should().Be("z-better");

    [Theory]
    [InlineData("""["v1"]""", """["v2"]""", "v2", "a")]
    [InlineData("""["v2","v1"]""", """["v2"]""", "v2", "z")]
    [InlineData("""["v1","v2"]""", """["grpc-v1","v2"]""", "v2", "z")]
    [InlineData("null", """["v2"]""", "v2", "z")]
    [InlineData("""["v2"]""", """["v1"]""", null, "a")]
    [InlineData("""["v2"]""", "null", null, "a")]
    [InlineData("""["v2"]""", """["v1","v2"]""", "v2", "a")]
    public void The_protocol_must_be_spoken_and_the_lowest_wins(string ofZ, string ofA, string? asked, string expected)
    {
        var protocol = asked is null ? "null" : $"\"{asked}\"";

        Select($$"""{"protocolVersion":{{protocol}} }""", [], [OfCluster("z", Sklearn, ofZ), OfCluster("a", Sklearn, ofA)])
            .Runtime!.Name.Should().Be(expected);
    }

    [Fact]
    public void The_newest_wins_and_then_the_name()
    {
        var old = OfCluster("a-old", Sklearn) with { Metadata = new() { Name = "a-old", CreationTimestamp = Monday } };
        var young = OfCluster("z-young", Sklearn) with { Metadata = new() { Name = "z-young", CreationTimestamp = Monday.AddDays(1) } };
        var sibling = young with { Metadata = young.Metadata with { Name = "y-young" } };

        WinnerOf(old, young).Should().Be("z-young");
        WinnerOf(old, young, sibling).Should().Be("y-young");
    }

    [Theory]
    [InlineData("sklearn:1", null)]
    [InlineData("sklearn", "1")]
    public void A_version_may_be_written_behind_the_format(string format, string? version)
    {
        ClusterServingRuntime[] runtimes =
        [
            OfCluster("zero", """{"name":"sklearn","version":"0","autoSelect":true,"priority":7}"""),
            OfCluster("one", """{"name":"sklearn","version":"1","autoSelect":true}"""),
        ];

        Select(new ModelSpec { ModelFormat = new() { Name = format, Version = version } }, [], runtimes).Runtime!.Name.Should().Be("one");
    }

    [Theory]
    [InlineData("""{"protocolVersion":"v2"}""", "sklearn in the protocol v2 (spec.predictor.model.protocolVersion); it is served in v1.")]
    [InlineData(
        """{"protocolVersion":"v2","runtime":"one"}""",
        "one does not speak the protocol v2 (spec.predictor.model.protocolVersion); it speaks v1.")]
    [InlineData(
        """{"runtime":"shared"}""", "The ClusterServingRuntime shared (spec.predictor.model.runtime) is for several models in a pod")]
    [InlineData(
        """{"runtime":"spread"}""", "The ClusterServingRuntime spread (spec.predictor.model.runtime) is for several models in a pod")]
    public void A_runtime_that_does_not_fit_is_refused_with_what_would(string model, string message)
    {
        var selection = Select(
            model,
            [],
            [
                OfCluster("one", Sklearn, """["v1"]"""),
                Some.Runtime($$"""{"multiModel":true,"supportedModelFormats":[{{Sklearn}}]}""", "shared"),
                Some.Runtime($$"""{"workerSpec":{},"supportedModelFormats":[{{Sklearn}}]}""", "spread"),
            ]);

        selection.Failure!.Reason.Should().Be("NoSupportingRuntime");
        selection.Failure.Message.Should().Contain(message);
    }

    private static string WinnerOf(params ClusterServingRuntime[] runtimes)
    {
        var winner = Select("{}", [], runtimes).Runtime!.Name;
        Select("{}", [], [.. runtimes.Reverse()]).Runtime!.Name.Should().Be(winner, "the order of a cache means nothing");
        return winner;
    }

    private static ClusterServingRuntime OfCluster(string name, string formats, string protocols = "null") =>
        Some.Runtime($$"""{"supportedModelFormats":[{{formats}}],"protocolVersions":{{protocols}} }""", name);

    private static ServingRuntime OfNamespace(string name, string formats)
    {
        var runtime = OfCluster(name, formats);
        return new() { Metadata = runtime.Metadata with { NamespaceProperty = Some.Namespace }, Spec = runtime.Spec };
    }

    /// <param name="model">JSON of the model, without its format.</param>
    private static RuntimeSelection Select(
        string model, IReadOnlyList<ServingRuntime> ofNamespace, IReadOnlyList<ClusterServingRuntime> ofCluster)
    {
        var spec = Some.InferenceService($$"""{"model":{{model}} }""").Spec!.Predictor!.Model!;
        return Select(spec with { ModelFormat = new() { Name = "sklearn" } }, ofNamespace, ofCluster);
    }

    private static RuntimeSelection Select(
        ModelSpec model, IReadOnlyList<ServingRuntime> ofNamespace, IReadOnlyList<ClusterServingRuntime> ofCluster) =>
        RuntimeSelection.Select(
            Some.InferenceService("{}") with { Spec = new() { Predictor = new() { Model = model } } }, ofNamespace, ofCluster);
}
