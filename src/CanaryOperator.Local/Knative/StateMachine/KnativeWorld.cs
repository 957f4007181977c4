using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>A Service with all that Knative derives from it, as the API server has them.</summary>
internal sealed record KnativeWorld(
    KnativeObject? Service, KnativeObject? Configuration, KnativeObject? Route, IReadOnlyList<KnativeObject> Revisions)
{
    public KnativeObject? Revision(string? name) => Revisions.FirstOrDefault(revision => revision.Name() == name);

    /// <summary>The world after a write.</summary>
    /// <param name="write">What was written.</param>
    /// <param name="result">What the API server made of it; null when it was deleted.</param>
    public KnativeWorld After(KnativeWrite write, KnativeObject? result) => write.Resource.Kind switch
    {
        "Service" => this with { Service = result },
        "Configuration" => this with { Configuration = result },
        "Route" => this with { Route = result },
        _ => this with { Revisions = [.. Revisions.Where(revision => revision.Name() != write.Object.Name()), .. OrNothing(result)] },
    };

    /// <summary>
    /// Null unless there is a child whose owner is gone, or is another object of the same name by now. A cluster without garbage collector
    /// would keep it.
    /// </summary>
    public KnativeWrite? DeleteOrphan()
    {
        IEnumerable<(ResourceDescriptor<KnativeObject> Resource, KnativeObject Child, KnativeObject? Owner)> children =
        [
            .. OrNothing(Configuration).Select(child => (KnativeResources.Configurations, child, Service)),
            .. OrNothing(Route).Select(child => (KnativeResources.Routes, child, Service)),
            .. Revisions.Select(child => (KnativeResources.Revisions, child, Configuration)),
        ];
        return children
            .Where(entry => !entry.Child.IsBeingDeleted() && entry.Child.GetController()?.Uid != entry.Owner?.Uid())
            .Select(entry => new KnativeWrite(WriteVerb.Delete, entry.Resource, entry.Child))
            .FirstOrDefault();
    }

    private static IEnumerable<KnativeObject> OrNothing(KnativeObject? obj) => obj is null ? [] : [obj];
}
