using System.Text.Json.Nodes;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>One Knative Service's life, as <c>recordings/README.md</c> describes it.</summary>
internal sealed record Recording(string Service, IReadOnlyList<RecordedStep> Steps)
{
    public static readonly IReadOnlyList<Recording> All = [.. new[] { "walk", "badcanary", "firstfails", "reject" }.Select(Load)];

    public static TheoryData<string> Names => [.. All.Select(recording => recording.Service)];

    public static Recording Named(string name) => All.Single(recording => recording.Service == name);

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Knative", "recordings", file);

    private static Recording Load(string name) =>
        new(name, [.. JsonNode.Parse(File.ReadAllText(PathOf($"{name}.json")))!.AsArray().Select(step => RecordedStep.From(step!))]);
}
