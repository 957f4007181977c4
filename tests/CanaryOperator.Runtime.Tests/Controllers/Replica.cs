using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Tests.Simulation;

namespace CanaryOperator.Runtime.Tests.Controllers;

/// <summary>What somebody knows who only listens to the changes, and which of them made no sense.</summary>
internal sealed class Replica(FakeApiServer server)
{
    public Dictionary<NamespacedName, V1Lease> Objects { get; } = [];

    public List<string> Violations { get; } = [];

    public void Handle(V1Lease? old, V1Lease? current)
    {
        var key = NamespacedName.Of((current ?? old)!.Metadata);
        var known = Objects.GetValueOrDefault(key);
        if ((old is null) != (known is null) || old?.Uid() != known?.Uid())
        {
            Violations.Add($"{key}: told of a change from {old?.ResourceVersion()}, but {known?.ResourceVersion()} was told before");
        }

        if (current is not null)
        {
            Objects[key] = current;
            return;
        }

        Objects.Remove(key);
        if (!server.DeletedUids.Contains(old!.Metadata.Uid))
        {
            Violations.Add($"{key}: told of the deletion of {old.Metadata.Uid}, which never happened");
        }
    }
}
