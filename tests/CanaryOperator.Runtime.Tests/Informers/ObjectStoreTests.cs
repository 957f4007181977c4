using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Runtime.Tests.Informers;

public sealed class ObjectStoreTests
{
    private readonly ObjectStore<V1Lease> _store = new();

    public ObjectStoreTests()
    {
        _store.AddIndex("holder", lease => [lease.Spec!.HolderIdentity!]);
        _store.AddIndex("none", _ => []);
    }

    [Fact]
    public void Put_UnknownObject_IsAnAddition()
    {
        var lease = Lease("a", "uid-1", "1");

        _store.Put(lease).Should().Equal(new ObjectChange<V1Lease>(null, lease));
    }

    [Fact]
    public void Put_NewVersion_IsAnUpdateFromTheOldOne()
    {
        var (old, current) = (Lease("a", "uid-1", "1"), Lease("a", "uid-1", "2"));
        _store.Put(old);

        _store.Put(current).Should().Equal(new ObjectChange<V1Lease>(old, current));
    }

    [Fact]
    public void Put_SameVersionAgain_IsNoChange()
    {
        _store.Put(Lease("a", "uid-1", "1"));

        _store.Put(Lease("a", "uid-1", "1")).Should().BeEmpty();
    }

    [Fact]
    public void Put_NewUidUnderTheSameKey_IsADeletionAndAnAddition()
    {
        var (old, current) = (Lease("a", "uid-1", "1"), Lease("a", "uid-2", "2"));
        _store.Put(old);

        _store.Put(current).Should().Equal(new ObjectChange<V1Lease>(old, null), new ObjectChange<V1Lease>(null, current));
    }

    [Fact]
    public void Remove_KnownObject_TellsItsFinalState()
    {
        _store.Put(Lease("a", "uid-1", "1"));
        var final = Lease("a", "uid-1", "2");

        _store.Remove(Key("a"), final).Should().Equal(new ObjectChange<V1Lease>(final, null));
        _store.Get(Key("a")).Should().BeNull();
    }

    [Fact]
    public void Remove_FinalStateUnknown_TellsTheLastKnownState()
    {
        var last = Lease("a", "uid-1", "1");
        _store.Put(last);

        _store.Remove(Key("a"), null).Should().Equal(new ObjectChange<V1Lease>(last, null));
    }

    [Fact]
    public void Remove_FinalStateIsThatOfAnUnseenSuccessor_TellsTheEndOfTheObjectThatWasKnown()
    {
        var known = Lease("a", "uid-1", "1");
        _store.Put(known);

        _store.Remove(Key("a"), Lease("a", "uid-2", "9")).Should().Equal(new ObjectChange<V1Lease>(known, null));
    }

    [Fact]
    public void Remove_UnknownObject_IsNoChange()
    {
        _store.Remove(Key("a"), Lease("a", "uid-1", "1")).Should().BeEmpty();
    }

    [Fact]
    public void Replace_KeyIsMissing_IsDeletedWithItsLastKnownState()
    {
        var (kept, gone) = (Lease("kept", "uid-1", "1"), Lease("gone", "uid-2", "2"));
        _store.Put(kept);
        _store.Put(gone);

        _store.Replace([kept], []).Should().Equal(new ObjectChange<V1Lease>(gone, null));
        _store.List().Should().Equal(kept);
    }

    [Fact]
    public void Replace_ObjectIsUnreadable_StaysAsItWas()
    {
        var old = Lease("a", "uid-1", "1");
        _store.Put(old);

        _store.Replace([], [Key("a"), Key("never-seen")]).Should().BeEmpty();
        _store.List().Should().Equal(old);
    }

    [Fact]
    public void Replace_NewUidUnderTheSameKey_IsADeletionAndAnAddition()
    {
        var (old, current) = (Lease("a", "uid-1", "1"), Lease("a", "uid-2", "9"));
        _store.Put(old);

        _store.Replace([current], []).Should().Equal(new ObjectChange<V1Lease>(old, null), new ObjectChange<V1Lease>(null, current));
    }

    [Fact]
    public void ByIndex_AfterEveryKindOfChange_FollowsTheObjects()
    {
        _store.Put(Lease("a", "uid-1", "1", "ann"));
        _store.Put(Lease("b", "uid-2", "2", "ann"));
        NamesOf("ann").Should().BeEquivalentTo("a", "b");

        _store.Put(Lease("a", "uid-1", "3", "bob"));
        NamesOf("ann").Should().Equal("b");
        NamesOf("bob").Should().Equal("a");

        _store.Remove(Key("b"), null);
        NamesOf("ann").Should().BeEmpty();

        _store.Replace([Lease("c", "uid-3", "4", "bob")], []);
        NamesOf("bob").Should().Equal("c");
        _store.ByIndex("none", "bob").Should().BeEmpty();
    }

    [Fact]
    public void ByIndex_UnknownIndex_SaysWhichThereAre()
    {
        _store.Invoking(store => store.ByIndex("owner", "x")).Should().Throw<ArgumentException>().WithMessage("*'owner'*holder, none*");
    }

    [Fact]
    public void List_ChangesAfterwards_DoNotShowInTheSnapshot()
    {
        _store.Put(Lease("a", "uid-1", "1"));
        var (list, byIndex) = (_store.List(), _store.ByIndex("holder", "somebody"));

        _store.Put(Lease("b", "uid-2", "2"));

        list.Should().HaveCount(1);
        byIndex.Should().HaveCount(1);
    }

    private static NamespacedName Key(string name) => new("ns", name);

    private static V1Lease Lease(string name, string uid, string version, string holder = "somebody") => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = "ns", Name = name, Uid = uid, ResourceVersion = version },
        Spec = new V1LeaseSpec { HolderIdentity = holder },
    };

    private IEnumerable<string> NamesOf(string holder) => _store.ByIndex("holder", holder).Select(lease => lease.Name());
}
