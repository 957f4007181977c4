using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Testing;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>The namespace of one test, and the InferenceService <c>my-model</c> in it.</summary>
internal sealed class TestNamespace(ClusterFixture cluster, string name, ResourceDescriptor<InferenceService> resource)
{
    public const string Model = "my-model";
    public const string Service = "my-model-predictor";

    public string Name => name;

    public Task<CapturedResult> TryKubectlAsync(string input, params string[] arguments) =>
        cluster.Cluster.Kubectl.RunAsync(["--namespace", name, .. arguments], input, CancellationToken.None);

    public async Task<string> KubectlAsync(params string[] arguments)
    {
        var result = await TryKubectlAsync("", arguments);
        result.ExitCode.Should().Be(0, $"kubectl {string.Join(' ', arguments)} works: {result.Error}");
        return result.Output;
    }

    /// <param name="predictor">YAML; see <see cref="Predictor"/>.</param>
    /// <param name="model">Name of the InferenceService.</param>
    public async Task ApplyAsync(string predictor, string model = Model)
    {
        var result = await TryApplyAsync(predictor, model);
        result.ExitCode.Should().Be(0, result.Error);
    }

    /// <summary>Without kubectl's own check of the fields, so that it is the API server that answers.</summary>
    public Task<CapturedResult> TryApplyAsync(string predictor, string model = Model) => TryKubectlAsync(
        $$"""
        apiVersion: {{resource.ApiVersion}}
        kind: InferenceService
        metadata: {name: {{model}}}
        spec:
          predictor: {{predictor}}
        """,
        "apply",
        "--validate=false",
        "-f",
        "-");

    public async Task<InferenceService> ReadAsync(string model = Model) =>
        await cluster.Client.GetAsync(resource, model, name, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no {resource} {name}/{model}.");

    public Task<KnativeService?> FindServiceAsync(string model = Model) =>
        cluster.Client.GetAsync(KnativeResources.Services, $"{model}-predictor", name, CancellationToken.None);

    public async Task<KnativeService> ReadServiceAsync(string model = Model) =>
        await FindServiceAsync(model) ?? throw new InvalidOperationException($"There is no Knative Service for {name}/{model}.");

    public async Task<IReadOnlyList<Eventsv1Event>> EventsAsync() =>
        (await cluster.Client.ListAsync(WellKnownResources.Events, new() { Namespace = name }, CancellationToken.None)).Items;

    /// <summary>Waits until it is ready, has seen the last spec, and its traffic is this.</summary>
    /// <param name="shares">As <see cref="TrafficText"/> writes them.</param>
    public Task<InferenceService> SettlesAsync(string shares, string model = Model) => BecomesAsync(
        inferenceService => IsTrue(inferenceService, "Ready")
            && IsTrue(inferenceService, "TrafficAsRequested")
            && inferenceService.Status!.ObservedGeneration == inferenceService.Generation()
            && TrafficText.Shares(inferenceService) == shares,
        $"{model} is ready, with traffic {shares}",
        model);

    /// <exception cref="TimeoutException">With the InferenceService as it was last.</exception>
    public async Task<InferenceService> BecomesAsync(Func<InferenceService, bool> condition, string what, string model = Model)
    {
        var current = await ReadAsync(model);
        try
        {
            await Eventually.BecomesTrueAsync(async () => condition(current = await ReadAsync(model)), what);
            return current;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(
                $"{exception.Message}; at last it was: {JsonSerializer.Serialize(current, ApiJsonContext.Default.InferenceService)}",
                exception);
        }
    }

    /// <summary>Waits until a condition has failed for this reason.</summary>
    public async Task<V1Condition> FailsAsync(string condition, string reason)
    {
        var inferenceService = await BecomesAsync(
            current => Condition(current, condition) is { Status: "False" } failed && failed.Reason == reason,
            $"{condition} is False with reason {reason}");
        return Condition(inferenceService, condition)!;
    }

    public Task HasEventAsync(string type, string reason, string note) => Eventually.BecomesTrueAsync(
        async () => (await EventsAsync()).Any(published =>
            published.Type == type && published.Reason == reason && published.Note!.Contains(note, StringComparison.Ordinal)),
        $"an event {type} {reason} that says: {note}");

    public static V1Condition? Condition(InferenceService inferenceService, string type) =>
        inferenceService.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    private static bool IsTrue(InferenceService inferenceService, string condition) =>
        Condition(inferenceService, condition) is { Status: "True" };
}
