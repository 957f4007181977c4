using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Targets;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Load;

/// <summary>Says what is sent to which version, and whether that is allowed.</summary>
internal sealed class LoadPlanner(LoadLimits limits)
{
    private readonly LoadUrlPolicy _urls = new(limits.AllowedUrls);

    public IReadOnlyList<PlannedLoad> Plan(Experiment experiment, TargetSnapshot target) =>
        [.. (experiment.Spec.Load ?? []).Select(load => Plan(experiment, load, target))];

    private PlannedLoad Plan(Experiment experiment, LoadSpec load, TargetSnapshot target)
    {
        if (!limits.Enabled)
        {
            return new(
                load,
                "load is switched off in the operator's configuration (--experiments-load, experiments.load.enabled of its chart)",
                []);
        }

        try
        {
            var planned = new PlannedLoad(load, Refusal: null, Requests(experiment, load, target));
            foreach (var request in planned.Requests)
            {
                _urls.Check(request.Request.Url, experiment.Namespace());
            }

            return planned with { Refusal = ProblemOf(planned) };
        }
        catch (TemplateException problem)
        {
            return new(load, problem.Message, []);
        }
    }

    /// <summary>
    /// Those that are the same for several versions are one. Whether they are must not depend on which versions there are at the moment:
    /// one that is missing takes part, under a name that no revision has.
    /// </summary>
    private static IReadOnlyList<PlannedRequest> Requests(Experiment experiment, LoadSpec load, TargetSnapshot target) =>
    [
        .. target.Versions
            .Select((version, index) =>
            {
                var revision = version.Revision ?? $"none-{index}";
                var values = TemplateValues.For(experiment.Namespace(), target.Service, revision, window: null, shared: null, version.Values);
                return (Version: version, Request: LoadRequest.For(load, values));
            })
            .GroupBy(planned => planned.Request.Identity, StringComparer.Ordinal)
            .Select(same => new PlannedRequest(same.First().Request, [.. same.Select(planned => planned.Version)])),
    ];

    private string? ProblemOf(PlannedLoad planned)
    {
        var receivers = planned.Requests.Count;
        var each = receivers == 1 ? "" : $" to each of {receivers}";
        var duration = planned.WarmUp.Duration + planned.Measured.Duration;
        return planned switch
        {
            _ when planned.Rate * receivers > limits.MaxRate =>
                $"{planned.Rate} requests per second{each} are more than the operator's {limits.MaxRate} (--experiments-load-max-rate)",
            _ when (long)planned.Connections * receivers > limits.MaxConnections =>
                $"{planned.Connections} connections{each} are more than the operator's {limits.MaxConnections} "
                    + "(--experiments-load-max-connections)",
            _ when duration > limits.MaxDuration =>
                $"it takes {duration.TotalSeconds:0.###} s, longer than the operator's {limits.MaxDuration.TotalSeconds:0.###} s "
                    + "(--experiments-load-max-duration)",
            _ => null,
        };
    }
}
