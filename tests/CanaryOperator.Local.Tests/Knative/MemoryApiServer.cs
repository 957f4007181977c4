using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative;
using CanaryOperator.Local.Knative.Admission;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;

namespace CanaryOperator.Local.Tests.Knative;

/// <summary>As much of an API server as the state machine notices: uids, generations, and status apart from spec.</summary>
internal sealed class MemoryApiServer
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 11, 4, 25, TimeSpan.Zero);
    private int _uids;

    public KnativeWorld World { get; set; } = new(null, null, null, []);

    /// <summary>Revisions for which time stands still.</summary>
    public HashSet<string> Loading { get; } = [];

    /// <summary>Writes the Service through both webhooks; returns the refusal, if any.</summary>
    public string? Apply(JsonObject service)
    {
        var old = World.Service;
        ServiceDefaults.Apply(service, old is null ? null : ToJson(old), "admin");
        var wanted = service.Deserialize(KnativeJsonContext.Default.KnativeObject)!;
        wanted = wanted with { Metadata = wanted.Metadata with { Annotations = old?.Metadata.Annotations ?? wanted.Metadata.Annotations } };
        if (ServiceValidation.Explain(wanted, old) is { } refusal)
        {
            return refusal;
        }

        World = World with { Service = Store(old, wanted, statusToo: false) };
        return null;
    }

    /// <summary>Lets the state machine run until it has nothing left to do; every status that the Service had on the way.</summary>
    public IReadOnlyList<JsonNode> Settle()
    {
        List<JsonNode> shapes = [StatusShapes.Of(World.Service?.Status ?? new KnativeStatus())];
        var images = new ImageHealth(startupTime: TimeSpan.Zero, TimeProvider.System);
        for (var writes = 0; KnativeStateMachine.Next(World, HealthOf, Now) is { } write; writes++)
        {
            writes.Should().BeLessThan(100, "the state machine must come to rest");
            World = World.After(write, Store(write));
            shapes.AddIfNew(StatusShapes.Of(World.Service?.Status ?? new KnativeStatus()));
        }

        return shapes;

        RevisionHealth HealthOf(KnativeObject revision) =>
            Loading.Contains(revision.Name()) ? RevisionHealth.Loading : images.Of(revision);
    }

    private static JsonObject ToJson(KnativeObject obj) =>
        JsonSerializer.SerializeToNode(obj, KnativeJsonContext.Default.KnativeObject)!.AsObject();

    private KnativeObject? Store(KnativeWrite write) => write.Verb switch
    {
        WriteVerb.Delete => null,
        WriteVerb.Create => Store(null, write.Object, statusToo: false),
        _ => Store(Current(write), write.Object, statusToo: write.Verb == WriteVerb.UpdateStatus),
    };

    private KnativeObject Current(KnativeWrite write) => write.Resource.Kind switch
    {
        "Service" => World.Service!,
        "Configuration" => World.Configuration!,
        "Route" => World.Route!,
        _ => World.Revision(write.Object.Name())!,
    };

    private KnativeObject Store(KnativeObject? current, KnativeObject written, bool statusToo)
    {
        if (statusToo)
        {
            return current! with { Status = written.Status };
        }

        var metadata = written.Metadata with
        {
            Uid = current?.Uid() ?? (++_uids).ToString(CultureInfo.InvariantCulture),
            CreationTimestamp = current?.Metadata.CreationTimestamp ?? Now,
            Generation = current is null ? 1 : current.Generation() + (current.Spec.IsSameAs(written.Spec) ? 0 : 1),
        };
        return written with { Metadata = metadata, Status = current?.Status ?? new KnativeStatus() };
    }
}
