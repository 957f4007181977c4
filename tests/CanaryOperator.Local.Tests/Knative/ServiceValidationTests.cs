using System.Text.Json;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Tests.Knative;

public sealed class ServiceValidationTests
{
    [Theory]
    [InlineData("""[{"percent":20},{"revisionName":"a","percent":80,"tag":"prev"}]""", null)]
    [InlineData("""[{"percent":100},{"revisionName":"a","tag":"prev"}]""", null)]
    [InlineData("""[]""", "Traffic targets sum to 0, want 100: spec.traffic")]
    [InlineData("""[{"percent":120}]""",
        "Traffic targets sum to 120, want 100: spec.traffic\nexpected 0 <= 120 <= 100: spec.traffic[0].percent")]
    [InlineData("""[{"percent":-1},{"percent":-1},{"percent":102}]""",
        "expected 0 <= -1 <= 100: spec.traffic[0].percent, spec.traffic[1].percent\nexpected 0 <= 102 <= 100: spec.traffic[2].percent")]
    [InlineData("""[{"percent":100,"latestRevision":true,"revisionName":"a"}]""",
        "may not set revisionName \"a\" when latestRevision is true: spec.traffic[0].latestRevision")]
    [InlineData("""[{"percent":100,"latestRevision":false}]""",
        "may not set revisionName \"\" when latestRevision is false: spec.traffic[0].latestRevision")]
    [InlineData("""[{"percent":100,"tag":"Prev"}]""", "invalid value: not a DNS 1035 label prefix: spec.traffic[0].tag")]
    [InlineData("""[{"percent":50,"tag":"a"},{"percent":50,"tag":"a"}]""", "Multiple definitions for \"a\": spec.traffic[1].tag")]
    public void Explain_Traffic_NamesEveryMistakeAndItsField(string traffic, string? expected) =>
        ServiceValidation.Explain(Service($$$"""{"spec":{"traffic":{{{traffic}}}}}"""), null)
            .Should().Be(expected is null ? null : $"validation failed: {expected}");

    [Fact]
    public void Explain_CreatorRemoved_IsRefused()
    {
        var old = Service("""{"metadata":{"annotations":{"serving.knative.dev/creator":"admin"}},"spec":{"traffic":[{"percent":100}]}}""");
        var updated = Service("""{"spec":{"traffic":[{"percent":100}]}}""");

        ServiceValidation.Explain(updated, old)
            .Should().Be("validation failed: annotation value is immutable: metadata.annotations.serving.knative.dev/creator");
    }

    private static KnativeObject Service(string json) => JsonSerializer.Deserialize(json, KnativeJsonContext.Default.KnativeObject)!;
}
