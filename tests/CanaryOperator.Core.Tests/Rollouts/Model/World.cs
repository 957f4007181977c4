using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Core.Tests.Rollouts.Model;

/// <summary>An API server with one InferenceService, its user, Knative and the operator. Checks the rollout rules at every write.</summary>
internal sealed class World
{
    private readonly List<(int Epoch, string TemplateHash, int Percent)> _granted;
    private int _unlimitedUpTo;

    public World(long? percent, int model)
    {
        InferenceService = new(1, 1, new(percent, $"m{model}"), RolloutHistory.Empty);
        Knative = new();
        Operator = new();
        _granted = [];
        Grant();
        Operator.Restart(this);
    }

    private World(World other)
    {
        (InferenceService, Service, Knative, Operator) =
            (other.InferenceService, other.Service, other.Knative with { }, other.Operator with { });
        (_granted, _unlimitedUpTo) = ([.. other._granted], other._unlimitedUpTo);
    }

    public ModelInferenceService InferenceService { get; private set; }

    public ModelService? Service { get; private set; }

    public Knative Knative { get; }

    public Operator Operator { get; }

    public int ServiceWrites { get; private set; }

    /// <summary>
    /// Everything goes, or went, to the newest revision without the status saying so yet: nobody could tell afterwards who was stable.
    /// </summary>
    public bool HasPendingPromotion =>
        Service is { LatestPercent: 100 } && Service.StatusTraffic.All(target => target.RevisionName != Service.LatestCreated);

    public World Fork() => new(this);

    public void Edit(long? percent, string templateHash)
    {
        var epoch = InferenceService.Epoch + (templateHash == InferenceService.Spec.TemplateHash ? 0 : 1);
        InferenceService = InferenceService with
        {
            Version = InferenceService.Version + 1,
            Epoch = epoch,
            Spec = new(percent, templateHash),
        };
        Grant();
    }

    /// <summary>Somebody restored the object from a backup that has no status.</summary>
    public void LoseStatus() =>
        InferenceService = InferenceService with { Version = InferenceService.Version + 1, History = RolloutHistory.Empty };

    public void DeleteService() => Service = null;

    public void SyncService() => Service = Service is null ? null : Knative.SyncService(Service);

    public bool StoreHistory(long version, RolloutHistory history)
    {
        if (version != InferenceService.Version)
        {
            return false;
        }

        InferenceService = InferenceService with { Version = version + 1, History = history };
        return true;
    }

    public bool StoreService(ModelInferenceService basis, ModelService? seen, RolloutDecision decision)
    {
        if (seen?.Version != Service?.Version)
        {
            return false;
        }

        var isNewTemplate = seen?.TemplateHash != basis.Spec.TemplateHash;
        var after = new ModelService
        {
            Version = (seen?.Version ?? 0) + 1,
            Generation = (seen?.Generation ?? 0) + 1,
            TemplateHash = basis.Spec.TemplateHash,
            Epoch = isNewTemplate ? basis.Epoch : seen!.Epoch,
            Traffic = decision.Plan.Traffic?.ToTargets(null) ?? seen!.Traffic,
            ObservedGeneration = seen?.ObservedGeneration ?? 0,
            IsConfigurationOutOfDate = seen?.IsConfigurationOutOfDate ?? false,
            LatestCreated = seen?.LatestCreated,
            LatestReady = seen?.LatestReady,
            HasLatestFailed = seen?.HasLatestFailed ?? false,
            StatusTraffic = seen?.StatusTraffic ?? [],
        };
        if (decision.History.LatestRolledout is null)
        {
            _unlimitedUpTo = InferenceService.Epoch;
        }
        else
        {
            var isKnown = !isNewTemplate && seen!.Observe().IsStatusCurrent;
            CheckNobodyGains(after, decision, isNewTemplate ? null : Knative.RevisionOf(after), isKnown);
        }

        CheckTargets(after);
        Service = after;
        ServiceWrites++;
        return true;
    }

    /// <summary>Rule 5, as the gateway sees it: no revision has more than the user ever wrote while it was the candidate.</summary>
    public void CheckShares()
    {
        foreach (var share in Knative.Routed.GroupBy(target => target.RevisionName!, StringComparer.Ordinal))
        {
            var revision = Knative.Find(share.Key)!;
            var history = InferenceService.History;
            if (revision.Epoch <= _unlimitedUpTo || revision.Name == history.LatestRolledout || revision.Name == history.PreviousRolledout)
            {
                continue;
            }

            var allowed = _granted
                .Where(grant => grant.Epoch >= revision.Epoch && grant.TemplateHash == revision.TemplateHash)
                .Max(grant => grant.Percent);
            share.Sum(target => target.Percent).Should().BeLessThanOrEqualTo(
                allowed, "{0} was never given more ({1})", revision.Name, this);
        }
    }

    /// <summary>Everybody catches up, until nothing is left to do.</summary>
    public void Settle()
    {
        for (var round = 0; round < 20; round++)
        {
            var before = (InferenceService, Service, Knative with { });
            Operator.Restart(this);
            Operator.Reconcile(this);
            SyncKnative();
            CheckShares();
            if (before == (InferenceService, Service, Knative))
            {
                return;
            }
        }

        Assert.Fail($"The operator does not come to rest: {this}");
    }

    public void SyncKnative()
    {
        SyncService();
        Knative.SyncConfiguration();
        Knative.SyncRoute();
        SyncService();
    }

    public override string ToString() =>
        $"{InferenceService.Spec.TemplateHash} c={InferenceService.Spec.CanaryTrafficPercent?.ToString() ?? "-"} "
        + $"spec [{(Service is null ? "" : Format(Service.Traffic))}] status [{(Service is null ? "" : Format(Service.StatusTraffic))}] "
        + $"lc={Service?.LatestCreated} lr={Service?.LatestReady} LRO={InferenceService.History.LatestRolledout} "
        + $"PRO={InferenceService.History.PreviousRolledout}";

    public static string Format(IEnumerable<TrafficTarget> targets) => string.Join(
        ", ",
        targets.Select(target =>
            (target.LatestRevision ? target.RevisionName is null ? "L" : $"L({target.RevisionName})" : $"R({target.RevisionName})")
            + $":{target.Percent}" + (target.Tag is null ? "" : $"#{target.Tag}")));

    private static void CheckTargets(ModelService after)
    {
        after.Traffic.Sum(target => target.Percent).Should().Be(100);
        after.Traffic.Should().OnlyContain(target => target.Percent >= 0 && target.Percent <= 100);
    }

    /// <summary>
    /// Rule 5, at the write: the latest share does not grow while somebody else than candidate or stable has it, or may get it.
    /// </summary>
    /// <param name="isCandidateKnown">Knative had told the operator which revision the candidate is.</param>
    private void CheckNobodyGains(ModelService after, RolloutDecision decision, string? candidate, bool isCandidateKnown)
    {
        var stable = decision.History.LatestRolledout;
        if (candidate is not null && Knative.LatestReady == candidate)
        {
            if (isCandidateKnown)
            {
                after.Traffic.Should().NotContain(
                    target => target.RevisionName == candidate, "a split over one revision says nothing ({0})", this);
            }

            if (isCandidateKnown && Service!.HasLatestFailed && candidate != stable && Knative.Find(stable)?.State != RevisionState.Deleted)
            {
                after.LatestPercent.Should().BeLessThanOrEqualTo(Service.LatestPercent, "{0} failed ({1})", candidate, this);
            }

            return;
        }

        var bystanders = Knative.Revisions
            .Where(revision => revision.State != RevisionState.Deleted && revision.Name != candidate && revision.Name != stable)
            .Where(revision => revision.Name == Knative.LatestReady
                || revision.Generation > (Knative.Find(Knative.LatestReady)?.Generation ?? 0));
        if (bystanders.Any())
        {
            after.LatestPercent.Should().BeLessThanOrEqualTo(Service!.LatestPercent, "bystanders would gain ({0})", this);
        }
    }

    private void Grant()
    {
        if (InferenceService.Spec.IsPercentValid)
        {
            _granted.Add((InferenceService.Epoch, InferenceService.Spec.TemplateHash, InferenceService.Spec.WantedPercent));
        }
    }
}
