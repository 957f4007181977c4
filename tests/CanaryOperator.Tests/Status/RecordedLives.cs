using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Mapping;
using CanaryOperator.Tests.Architecture;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Status;

/// <summary>What the status of an InferenceService would have been, write by write, while Knative lived through a recording.</summary>
internal static class RecordedLives
{
    /// <summary>Every status, with the step of the recording that it belongs to.</summary>
    public static IEnumerable<(string Step, InferenceServiceStatus? Before, InferenceServiceStatus After)> Replay(string recording)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests", "CanaryOperator.Local.Tests", "Knative", "recordings", $"{recording}.json");
        var steps = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
        InferenceServiceStatus? status = null;
        foreach (var (step, generation) in steps.Select((step, index) => (step!, index + 1)))
        {
            foreach (var recorded in step["statuses"]!.AsArray())
            {
                var after = Next(status, Service(step, generation, recorded!["status"]!));
                yield return ((string)step["step"]!, status, after);
                status = after;
            }
        }
    }

    /// <summary>As if the spec had always asked for the traffic that the recording wrote.</summary>
    private static InferenceServiceStatus Next(InferenceServiceStatus? before, KnativeService service)
    {
        var percent = service.Spec!.Traffic![0].Percent is 100 ? null : service.Spec.Traffic[0].Percent;
        var model = Some.Flowers(percent: percent) with { Status = before };
        var spec = new RolloutSpec(percent, RolloutMapping.ToObserved(service).TemplateHash!);
        return Views.Of(model, service, spec, KnownRevisions.None).Status();
    }

    private static KnativeService Service(JsonNode step, int generation, JsonNode status) => new()
    {
        Metadata = new() { Name = "my-model-predictor", Generation = generation },
        Spec = new()
        {
            Template = Json.Element(
                $$"""{"metadata":{"annotations":{"{{WellKnown.TemplateHashAnnotation}}":{{step["image"]!.ToJsonString()}} } } }"""),
            Traffic = Json.Read(step["traffic"]!, ApiJsonContext.Default.IReadOnlyListTrafficTarget),
        },
        Status = Json.Read(status, ApiJsonContext.Default.KnativeServiceStatus),
    };
}
