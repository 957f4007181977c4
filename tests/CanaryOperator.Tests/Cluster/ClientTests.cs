using System.Text;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

/// <summary>The client against a real API server: what a fake one can only guess.</summary>
[Collection(RunningCluster.Name)]
public sealed class ClientTests(RunningCluster cluster)
{
    private static ResourceDescriptor<V1Lease> Leases => WellKnownResources.Leases;

    private IKubernetesClient Client => cluster.Client;

    [Fact]
    public async Task List_InPagesOfTwo_ReturnsAllOfThem()
    {
        var space = await cluster.NamespaceAsync();
        string[] names = ["a", "b", "c", "d", "e"];
        foreach (var name in names)
        {
            await CreateAsync(space, name);
        }

        var options = new ListOptions { Namespace = space.Name, PageSize = 2 };
        var pages = new List<int>();
        await foreach (var page in Client.ListPagesAsync(Leases, options, CancellationToken.None))
        {
            pages.Add(page.Items.Count);
        }

        pages.Should().Equal(2, 2, 1);
        var all = await Client.ListAsync(Leases, options, CancellationToken.None);
        all.Items.Select(lease => lease.Name()).Should().Equal(names);
    }

    [Fact]
    public async Task Watch_FromAVersionLongGone_IsGone()
    {
        var options = new WatchOptions { ResourceVersion = "1", Timeout = TimeSpan.FromSeconds(30) };
        var watch = async () =>
        {
            await foreach (var _ in Client.WatchAsync(InferenceServiceResources.KServe, options, CancellationToken.None))
            {
            }
        };

        (await watch.Should().ThrowAsync<KubernetesException>()).Which.IsGone.Should().BeTrue();
    }

    [Fact]
    public async Task Watch_FromAList_TellsWhatHappenedSince()
    {
        var space = await cluster.NamespaceAsync();
        var list = await Client.ListAsync(Leases, new() { Namespace = space.Name }, CancellationToken.None);
        var created = await CreateAsync(space, "watched");
        await Client.UpdateAsync(Leases, created with { Spec = new() { HolderIdentity = "new" } }, CancellationToken.None);
        await Client.DeleteAsync(Leases, "watched", space.Name, new(), CancellationToken.None);

        var options = new WatchOptions
        {
            Namespace = space.Name, ResourceVersion = list.ResourceVersion, Timeout = TimeSpan.FromSeconds(30),
        };
        var types = new List<WatchEventType>();
        await foreach (var change in Client.WatchAsync(Leases, options, CancellationToken.None))
        {
            types.Add(change.Type);
            if (change.Type == WatchEventType.Deleted)
            {
                break;
            }
        }

        types.Where(type => type != WatchEventType.Bookmark)
            .Should().Equal(WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted);
    }

    [Fact]
    public async Task Apply_FieldOfAnotherManager_TakesItOver()
    {
        var space = await cluster.NamespaceAsync();
        var created = await CreateAsync(space, "applied");
        created.Spec!.HolderIdentity.Should().Be("first");
        var mine = Lease(space, "applied") with { Spec = new() { HolderIdentity = "mine" } };
        var yaml =
            $$"""
            apiVersion: {{Leases.ApiVersion}}
            kind: Lease
            metadata: {name: applied}
            spec: {holderIdentity: somebody}
            """;
        var refused = await space.TryKubectlAsync(yaml, "apply", "--server-side", "--field-manager=somebody", "-f", "-");
        refused.Error.Should().Contain("conflict", "the field has an owner already");

        var applied = await Client.ApplyAsync(Leases, mine, CancellationToken.None);

        applied.Spec!.HolderIdentity.Should().Be("mine");
    }

    [Theory]
    [InlineData(PatchType.MergePatch, """{"metadata":{"labels":{"a":null,"b":"2"}}}""")]
    [InlineData(
        PatchType.JsonPatch, """[{"op":"remove","path":"/metadata/labels/a"},{"op":"add","path":"/metadata/labels/b","value":"2"}]""")]
    public async Task Patch_ChangesWhatItNamesAlone(PatchType type, string content)
    {
        var space = await cluster.NamespaceAsync();
        var lease = Lease(space, "patched");
        await Client.CreateAsync(
            Leases,
            lease with { Metadata = lease.Metadata with { Labels = new Dictionary<string, string> { ["a"] = "1", ["c"] = "3" } } },
            CancellationToken.None);

        var patched = await Client.PatchAsync(
            Leases, new(type, Encoding.UTF8.GetBytes(content)), "patched", space.Name, subresource: null, CancellationToken.None);

        patched.Metadata.Labels.Should().Equal(new Dictionary<string, string> { ["b"] = "2", ["c"] = "3" });
        patched.Spec!.HolderIdentity.Should().Be("first");
    }

    [Fact]
    public async Task Patch_JsonPatchWhoseTestFails_IsInvalid()
    {
        var space = await cluster.NamespaceAsync();
        await CreateAsync(space, "tested");
        var patch = new V1Patch(
            PatchType.JsonPatch, """[{"op":"test","path":"/spec/holderIdentity","value":"nobody"}]"""u8.ToArray());

        var act = () => Client.PatchAsync(Leases, patch, "tested", space.Name, subresource: null, CancellationToken.None);

        (await act.Should().ThrowAsync<KubernetesException>()).Which.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public async Task UpdateStatus_WritesTheStatusAlone_AndUpdateTheRest()
    {
        var space = await cluster.NamespaceAsync();
        var resource = InferenceServiceResources.KServe;
        var invalid = new InferenceService
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            Metadata = new() { Name = "halves", NamespaceProperty = space.Name },
            Spec = new() { Predictor = new() { MinReplicas = 1 } },
        };
        await Client.CreateAsync(resource, invalid, CancellationToken.None);
        var settled = await space.BecomesAsync(current => current.Status?.Conditions is not null, "the operator has spoken", "halves");
        var changed = settled with
        {
            Spec = new() { Predictor = new() { MinReplicas = 2 } },
            Status = settled.Status! with { Url = "http://written.example.com" },
        };

        var withStatus = await Client.UpdateStatusAsync(resource, changed, CancellationToken.None);

        withStatus.Spec!.Predictor!.MinReplicas.Should().Be(1);
        withStatus.Status!.Url.Should().Be("http://written.example.com");
        var stale = () => Client.UpdateStatusAsync(resource, changed, CancellationToken.None);
        (await stale.Should().ThrowAsync<KubernetesException>()).Which.IsConflict.Should().BeTrue();
    }

    [Fact]
    public async Task Delete_OfAnotherUid_IsRefusedAsAConflict()
    {
        var space = await cluster.NamespaceAsync();
        var created = await CreateAsync(space, "kept");

        var wrong = () => Client.DeleteAsync(Leases, "kept", space.Name, new() { Uid = Guid.NewGuid().ToString() }, CancellationToken.None);

        (await wrong.Should().ThrowAsync<KubernetesException>()).Which.IsConflict.Should().BeTrue();
        await Client.DeleteAsync(Leases, "kept", space.Name, new() { Uid = created.Uid() }, CancellationToken.None);
        (await Client.GetAsync(Leases, "kept", space.Name, CancellationToken.None)).Should().BeNull();
        await Client.DeleteAsync(Leases, "kept", space.Name, new(), CancellationToken.None);
    }

    [Fact]
    public async Task Create_OfANameThatIsTaken_AlreadyExists()
    {
        var space = await cluster.NamespaceAsync();
        await CreateAsync(space, "taken");

        var again = () => CreateAsync(space, "taken");

        var refusal = (await again.Should().ThrowAsync<KubernetesException>()).Which;
        refusal.IsAlreadyExists.Should().BeTrue();
        refusal.IsConflict.Should().BeFalse();
    }

    [Fact]
    public async Task Update_OfAnOldVersion_IsAConflict()
    {
        var space = await cluster.NamespaceAsync();
        var old = await CreateAsync(space, "changed");
        await Client.UpdateAsync(Leases, old with { Spec = new() { HolderIdentity = "second" } }, CancellationToken.None);

        var stale = () => Client.UpdateAsync(Leases, old with { Spec = new() { HolderIdentity = "third" } }, CancellationToken.None);

        (await stale.Should().ThrowAsync<KubernetesException>()).Which.IsConflict.Should().BeTrue();
    }

    [Fact]
    public async Task Create_OfWhatTheSchemaForbids_IsInvalidAndNamesTheField()
    {
        var space = await cluster.NamespaceAsync();
        var resource = InferenceServiceResources.KServe;
        var forbidden = new InferenceService
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            Metadata = new() { Name = "forbidden", NamespaceProperty = space.Name },
            Spec = new() { Predictor = new() { CanaryTrafficPercent = 101 } },
        };

        var create = () => Client.CreateAsync(resource, forbidden, CancellationToken.None);

        var refusal = (await create.Should().ThrowAsync<KubernetesException>()).Which;
        refusal.IsInvalid.Should().BeTrue();
        refusal.Message.Should().Contain("spec.predictor.canaryTrafficPercent");
    }

    [Fact]
    public async Task Get_OfAKindThatIsNotInstalled_IsNotMistakenForAnObjectThatIsNotThere()
    {
        var unknown = Leases with { Group = "nobody.example.com" };

        var get = () => Client.GetAsync(unknown, "any", "default", CancellationToken.None);

        (await get.Should().ThrowAsync<KubernetesException>()).Which.IsNotFound.Should().BeTrue();
        (await Client.GetAsync(Leases, "not-there", "default", CancellationToken.None)).Should().BeNull();
    }

    private Task<V1Lease> CreateAsync(TestNamespace space, string name) =>
        Client.CreateAsync(Leases, Lease(space, name), CancellationToken.None);

    private static V1Lease Lease(TestNamespace space, string name) => new()
    {
        ApiVersion = Leases.ApiVersion,
        Kind = Leases.Kind,
        Metadata = new() { Name = name, NamespaceProperty = space.Name },
        Spec = new() { HolderIdentity = "first" },
    };
}
