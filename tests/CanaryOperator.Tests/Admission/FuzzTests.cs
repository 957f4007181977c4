using System.Globalization;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Configuration;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Rendering;
using CanaryOperator.Storage;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Admission;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Admission;

/// <summary>
/// Whatever admission lets through can be rendered, and Knative takes it. The objects are the same in every run, because a change must not
/// fail by another's bad luck; CANARY_ADMISSIONS=1000000 looks through so many new ones.
/// </summary>
public sealed class FuzzTests
{
    private const int Objects = 100_000;
    private const int SameSeed = 20_261_122;
    private const int MostShown = 10;

    private static readonly InferenceServiceConfig Config = InferenceServiceConfig.Default;

    private static readonly StorageCredentials Credentials = new(
        [new("AWS_ACCESS_KEY_ID", "id", "s3-keys")], [new("user-gcp-sa", "google", "/var/secrets")]);

    private static readonly ClusterServingRuntime[] Runtimes =
    [
        .. YamlFile.In("samples/runtimes")
            .SelectMany(YamlFile.ReadAll)
            .Select(runtime => Json.Read(runtime, ApiJsonContext.Default.ClusterServingRuntime)),
    ];

    [Fact]
    public void What_admission_lets_through_is_rendered_and_taken_by_Knative()
    {
        var wanted = Environment.GetEnvironmentVariable("CANARY_ADMISSIONS");
        var count = wanted is null ? Objects : int.Parse(wanted, CultureInfo.InvariantCulture);
        var first = wanted is null ? SameSeed : new Random().Next();
        var rendered = 0;
        var mistakes = new Dictionary<string, string>();
        Parallel.For(0, count, index =>
        {
            var seed = unchecked(first + index);
            var json = RandomInferenceServices.Next(new Random(seed));
            try
            {
                foreach (var desired in Render(json))
                {
                    Interlocked.Increment(ref rendered);
                    foreach (var rule in KnativeRules.Broken(desired).Concat(BrokenByInjection(desired)))
                    {
                        Remember($"Knative would refuse it: {rule}", seed, json);
                    }
                }
            }
            catch (Exception exception)
            {
                Remember(exception.ToString(), seed, json);
            }
        });

        mistakes.Should().BeEmpty();
        rendered.Should().BeGreaterThan(count / 20);

        void Remember(string mistake, int seed, JsonObject json)
        {
            lock (mistakes)
            {
                // The shortest of each kind is the easiest to understand.
                var text = $"seed {seed}: {json.ToJsonString()}";
                if (mistakes.TryGetValue(mistake, out var known) ? text.Length < known.Length : mistakes.Count < MostShown)
                {
                    mistakes[mistake] = text;
                }
            }
        }
    }

    /// <summary>Nothing for what admission refuses.</summary>
    private static List<DesiredService> Render(JsonObject json)
    {
        var written = Json.Read(json, ApiJsonContext.Default.InferenceService);
        written = written with { Metadata = (written.Metadata ?? new()) with { NamespaceProperty = Some.Namespace, Uid = "uid" } };
        if (KnativeRules.OfMetadata(written.Metadata).Any())
        {
            return []; // The API server refuses it, before it asks anybody.
        }

        var inferenceService = InferenceServiceDefaulting.Apply(written, Config.Defaults);
        InferenceServiceWarnings.Of(written, null);
        if (InferenceServiceValidation.Validate(inferenceService).Count > 0)
        {
            return [];
        }

        Route(inferenceService);
        var runtime = inferenceService.Spec!.Predictor!.Model is null
            ? null
            : RuntimeSelection.Select(inferenceService, [], Runtimes).Runtime;
        return [.. inferenceService.Spec.Present().Select(type => Render(inferenceService, type, runtime)).OfType<DesiredService>()];
    }

    private static void Route(InferenceService inferenceService)
    {
        var components = inferenceService.Spec.Present().Select(type =>
        {
            var service = $"{ChildNames.Service(inferenceService.Name(), type)}.{Some.Namespace}";
            return new RoutedComponent(type, "True", $"http://{service}.example.com", $"http://{service}.svc.cluster.local");
        });
        IngressPlanner.Plan(new()
        {
            InferenceService = inferenceService, Config = Config, Components = [.. components], IsVirtualServiceServed = true,
        }).VirtualService.Should().NotBeNull();
    }

    /// <returns>Null when no runtime serves it, and when it cannot be rendered for a reason that its user is told.</returns>
    private static DesiredService? Render(InferenceService inferenceService, ComponentType type, SelectedRuntime? runtime)
    {
        if (type == ComponentType.Predictor && runtime is null && inferenceService.Spec!.Predictor!.Model is not null)
        {
            return null;
        }

        try
        {
            var group = inferenceService.ApiVersion!.Split('/')[0];
            return ComponentRenderer.Render(inferenceService, type, group, runtime, Config);
        }
        catch (RenderingException)
        {
            return null;
        }
    }

    private static IEnumerable<string> BrokenByInjection(DesiredService desired)
    {
        try
        {
            var pod = JsonNodes.From(desired.Template)!.AsObject();
            return StorageInjection.Inject(pod, Config, Credentials) is { } injected ? KnativeRules.OfPod(injected["spec"]!) : [];
        }
        catch (RenderingException)
        {
            // The pod is refused, and its user is told.
            return [];
        }
    }
}
