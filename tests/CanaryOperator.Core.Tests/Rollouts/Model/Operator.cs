using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Core.Tests.Rollouts.Model;

/// <summary>
/// What the operator remembers between two looks: its caches. The order of its writes is the one of the real reconciler.
/// </summary>
internal sealed record Operator
{
    private ModelInferenceService? _inferenceService;
    private ModelService? _service;
    private IReadOnlyList<ModelRevision> _revisions = [];

    public void Restart(World world)
    {
        SeeInferenceService(world);
        SeeService(world);
        SeeRevisions(world);
    }

    public void SeeInferenceService(World world) => _inferenceService = world.InferenceService;

    public void SeeService(World world) => _service = world.Service;

    public void SeeRevisions(World world) => _revisions = world.Knative.Revisions;

    /// <summary>One reconcile that the process survives for <paramref name="writes"/> writes. Returns how many there were.</summary>
    public int Reconcile(World world, int writes = int.MaxValue)
    {
        if (_inferenceService is null)
        {
            return 0;
        }

        var inferenceService = _inferenceService;
        var service = _service ?? world.Service;
        var decision = Decide(world, inferenceService, service);
        if (NeedsWrite(inferenceService.Spec, decision.Plan, service) && inferenceService.Version != world.InferenceService.Version)
        {
            inferenceService = world.InferenceService;
            decision = Decide(world, inferenceService, service);
        }

        var written = 0;
        if (decision.History != inferenceService.History)
        {
            if (writes == written || !world.StoreHistory(inferenceService.Version, decision.History))
            {
                return written;
            }

            written++;
        }

        if (NeedsWrite(inferenceService.Spec, decision.Plan, service) && writes > written
            && world.StoreService(inferenceService, service, decision))
        {
            written++;
        }

        return written;
    }

    private static bool NeedsWrite(RolloutSpec spec, RolloutPlan plan, ModelService? service) => plan switch
    {
        { AppliesTemplate: false } => false,
        _ when service is null || service.TemplateHash != spec.TemplateHash => true,
        { Traffic: { } traffic } => !traffic.ToTargets(null).SequenceEqual(service.Traffic),
        _ => false,
    };

    private RolloutDecision Decide(World world, ModelInferenceService inferenceService, ModelService? service)
    {
        var seen = _revisions.Where(revision => revision.State != RevisionState.Deleted)
            .ToDictionary(revision => revision.Name, revision => revision.Generation);
        var missing = new[] { inferenceService.History.LatestRolledout, inferenceService.History.PreviousRolledout }
            .OfType<string>()
            .Where(name => !seen.ContainsKey(name) && world.Knative.Find(name) is null or { State: RevisionState.Deleted })
            .ToHashSet();
        return RolloutDecision.Decide(
            inferenceService.Spec, inferenceService.History, service?.Observe(), new KnownRevisions(seen, missing));
    }
}
