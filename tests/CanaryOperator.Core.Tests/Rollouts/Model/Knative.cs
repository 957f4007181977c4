using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Core.Tests.Rollouts.Model;

/// <summary>
/// Knative's three controllers, each of which may lag behind the others for as long as a test likes: that yields the orders of statuses
/// seen on real clusters, and those nobody has recorded yet.
/// </summary>
internal sealed record Knative
{
    private string _configurationTemplate = "";
    private int _configurationEpoch;
    private long _configurationGeneration;
    private long _configurationObserved;
    private string? _latestCreated;
    private IReadOnlyList<TrafficTarget> _routeSpec = [];
    private long _routeGeneration;
    private long _routeObserved;

    public IReadOnlyList<ModelRevision> Revisions { get; private set; } = [];

    /// <summary>The newest ready revision, before the Service's status tells.</summary>
    public string? LatestReady { get; private set; }

    /// <summary>What the gateway does with requests.</summary>
    public IReadOnlyList<TrafficTarget> Routed { get; private set; } = [];

    public ModelRevision? Find(string? name) => Revisions.FirstOrDefault(revision => revision.Name == name);

    /// <summary>The revision of the template that the Service has now; null while it does not exist.</summary>
    public string? RevisionOf(ModelService service) =>
        _configurationObserved == _configurationGeneration && _configurationTemplate == service.TemplateHash ? _latestCreated : null;

    public ModelService SyncService(ModelService service)
    {
        if (service.TemplateHash != _configurationTemplate)
        {
            (_configurationTemplate, _configurationEpoch) = (service.TemplateHash, service.Epoch);
            _configurationGeneration++;
        }

        if (!service.Traffic.SequenceEqual(_routeSpec))
        {
            _routeSpec = service.Traffic;
            _routeGeneration++;
        }

        var isOutOfDate = _configurationObserved != _configurationGeneration;
        var next = service with
        {
            ObservedGeneration = service.Generation,
            IsConfigurationOutOfDate = isOutOfDate,
            LatestCreated = isOutOfDate ? service.LatestCreated : _latestCreated,
            LatestReady = isOutOfDate ? service.LatestReady : LatestReady,
            HasLatestFailed = isOutOfDate ? service.HasLatestFailed : Find(_latestCreated)?.State == RevisionState.Failed,
            StatusTraffic = _routeObserved == _routeGeneration ? Routed : service.StatusTraffic,
        };
        return next == service ? service : next with { Version = service.Version + 1 };
    }

    public void SyncConfiguration()
    {
        if (_configurationObserved != _configurationGeneration)
        {
            _configurationObserved = _configurationGeneration;
            _latestCreated = $"v{_configurationGeneration}";
            Revisions =
            [
                .. Revisions,
                new(_latestCreated, _configurationGeneration, _configurationTemplate, _configurationEpoch, RevisionState.Loading),
            ];
        }

        LatestReady = Revisions.LastOrDefault(revision => revision.State == RevisionState.Ready || revision.Name == LatestReady)?.Name;
    }

    public void SyncRoute()
    {
        var resolved = _routeSpec
            .Select(target => target.LatestRevision ? target with { RevisionName = LatestReady } : target)
            .ToList();
        var isResolved = resolved.All(target => Find(target.RevisionName) is { State: RevisionState.Ready });
        if (isResolved && !resolved.SequenceEqual(Routed))
        {
            Routed = resolved;
        }

        _routeObserved = _routeGeneration;
    }

    public void SetState(string name, RevisionState state) =>
        Revisions = [.. Revisions.Select(revision => revision.Name == name ? revision with { State = state } : revision)];

    /// <summary>Deletes the oldest revision that nothing refers to, as Knative's collector may at any time.</summary>
    public void CollectGarbage(ModelService service)
    {
        var inUse = service.Traffic.Concat(_routeSpec).Concat(Routed).Select(target => target.RevisionName)
            .Concat([LatestReady, _latestCreated]).ToHashSet();
        if (Revisions.FirstOrDefault(revision => revision.State != RevisionState.Deleted && !inUse.Contains(revision.Name)) is { } victim)
        {
            SetState(victim.Name, RevisionState.Deleted);
        }
    }
}
