using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Tests.Simulation;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Informers;

public sealed class InformerListTests : InformerFixture
{
    [Fact]
    public void First_list_takes_what_the_server_has_at_hand_in_the_scope_and_without_pages()
    {
        Run();

        Server.Lists.Should().Equal(new ListOptions
        {
            Namespace = "ns", LabelSelector = "app=model", ResourceVersion = "0", PageSize = 0,
        });
    }

    [Fact]
    public void Has_synced_only_after_every_handler_got_the_whole_list()
    {
        Server.Put("a");
        Server.Put("b");
        var synced = new List<bool>();
        Informer.Register((_, _) => synced.Add(Informer.HasSynced));

        Informer.HasSynced.Should().BeFalse();
        Run();

        synced.Should().Equal(false, false);
        Informer.HasSynced.Should().BeTrue();
        Cached.Should().Equal("a=somebody", "b=somebody");
    }

    [Fact]
    public void Watch_starts_from_the_version_of_the_list()
    {
        Server.MoveOn();

        Run();

        var watch = Server.Watches.Should().ContainSingle().Subject;
        watch.ResourceVersion.Should().Be(Server.Version);
        watch.Namespace.Should().Be("ns");
        watch.LabelSelector.Should().Be("app=model");
    }

    [Fact]
    public void A_list_that_fails_is_repeated_with_backoff_and_reported_meanwhile()
    {
        Server.Put("a");
        Server.ListFailures.Enqueue(Failures.Internal());
        Server.ListFailures.Enqueue(Failures.Internal());

        Run();
        Informer.HasSynced.Should().BeFalse();
        Informer.LastError.Should().Be("Cannot list leases.coordination.k8s.io: the server says InternalError");

        Scheduler.Advance(TimeSpan.FromMilliseconds(799));
        Server.Lists.Should().HaveCount(1, "the shortest pause is 800 ms");
        Scheduler.Advance(TimeSpan.FromMilliseconds(801));
        Server.Lists.Should().HaveCount(2, "the longest first pause is 1.6 s");
        Scheduler.Advance(TimeSpan.FromSeconds(3.2));

        Informer.HasSynced.Should().BeTrue();
        Informer.LastError.Should().BeNull();
        Logger.At(LogLevel.Warning).Should().ContainSingle("the second failure is the first one still");
        Logger.At(LogLevel.Information).Should().ContainSingle(message => message.Contains("works again"));
    }

    [Fact]
    public void Http_timeout_that_surfaces_as_cancellation_does_not_end_the_informer()
    {
        Server.ListFailures.Enqueue(new TaskCanceledException("the request timed out"));

        Run();
        WaitForRetry();

        Informer.HasSynced.Should().BeTrue();
    }

    [Fact]
    public void Too_many_requests_waits_as_long_as_the_server_asks()
    {
        Server.ListFailures.Enqueue(Failures.Throttled(TimeSpan.FromSeconds(40)));

        Run();
        Scheduler.Advance(TimeSpan.FromSeconds(39));
        Server.Lists.Should().HaveCount(1);
        Scheduler.Advance(TimeSpan.FromSeconds(1));

        Informer.HasSynced.Should().BeTrue();
    }

    [Fact]
    public void A_list_whose_version_expired_is_repeated_from_a_quorum()
    {
        Server.ListFailures.Enqueue(Failures.Gone());

        Run();
        WaitForRetry();

        Server.Lists.Select(list => list.ResourceVersion).Should().Equal("0", null);
        Informer.HasSynced.Should().BeTrue();
    }

    [Fact]
    public void Forbidden_says_once_and_loudly_what_to_grant_and_keeps_trying()
    {
        Server.ListFailures.Enqueue(Failures.Forbidden());
        Server.ListFailures.Enqueue(Failures.Forbidden());

        Run();
        Scheduler.Advance(TimeSpan.FromSeconds(1.6));

        Server.Lists.Should().HaveCount(2);
        Informer.HasSynced.Should().BeFalse();
        Informer.LastError.Should().Contain("list leases.coordination.k8s.io");
        Logger.At(LogLevel.Error).Should().ContainSingle().Which.Should().Be(
            "Not allowed to list leases.coordination.k8s.io in namespace ns, so nothing of this kind is seen. Grant the operator's service "
            + "account the verb list on leases in the API group \"coordination.k8s.io\". the server says Forbidden");

        WaitForRetry();
        Informer.HasSynced.Should().BeTrue("the right was granted");
        Informer.LastError.Should().BeNull();
    }

    [Fact]
    public void Kind_that_is_not_served_counts_as_synced_and_appears_when_its_crd_does()
    {
        for (var i = 0; i < 20; i++)
        {
            Server.ListFailures.Enqueue(Failures.NotFound());
        }

        Run();
        Informer.HasSynced.Should().BeTrue();
        Informer.IsServed.Should().BeFalse();
        Informer.LastError.Should().BeNull();

        Scheduler.Advance(TimeSpan.FromMinutes(20));
        Informer.IsServed.Should().BeTrue("the list is repeated at least once a minute");
        Server.Put("a");
        Scheduler.Settle();

        Cached.Should().Equal("a=somebody");
        Logger.At(LogLevel.Warning).Should().ContainSingle(message => message.Contains("The server has no leases"));
        Logger.At(LogLevel.Information).Should().ContainSingle(message => message.Contains("The server has leases"));
    }

    [Fact]
    public void A_404_while_objects_are_known_is_believed_the_third_time_in_a_row()
    {
        Server.Put("a");
        Run();
        Changes.Clear();

        LoseTheKind(Failures.NotFound(), Failures.NotFound());
        Changes.Should().BeEmpty("a starting server does not know its CRDs yet");
        Informer.IsServed.Should().BeTrue();

        LoseTheKind(Failures.NotFound(), Failures.Refused(), Failures.NotFound(), Failures.NotFound());
        Changes.Should().BeEmpty("they were not in a row");

        LoseTheKind([.. Enumerable.Repeat(0, 5).Select(_ => Failures.NotFound())]);
        Changes.Should().StartWith("-a=somebody").And.EndWith("+a=somebody", "the kind was gone and came back");
        Informer.IsServed.Should().BeTrue();
        Logger.At(LogLevel.Warning).Should().ContainSingle(message => message.Contains("has no leases"));
    }

    [Fact]
    public void Unreadable_objects_are_told_and_counted_and_keep_their_previous_state_on_a_relist()
    {
        Server.Put("a", "ann");
        Server.Put("b", "bob");
        Run();
        Changes.Clear();

        Server.Compact();
        Server.BreakWatches(Failures.Gone());
        Server.Put("a", "anna", readable: false);
        var unreadable = Server.Version;
        Server.Delete("b");
        Server.Compact();
        WaitForRetry();

        Changes.Should().Equal("-b=bob");
        Cached.Should().Equal("a=ann");
        Logger.At(LogLevel.Warning).Should().ContainSingle(message => message.Contains($"ns/a at resource version {unreadable}"));
        Metrics.Value(Series("informer_unreadable_total")).Should().Be(1);

        Server.Put("a", "andrea");
        Scheduler.Settle();
        Changes.Should().Equal("-b=bob", "a=andrea");
    }

    [Fact]
    public void Transform_is_applied_to_everything_that_is_received()
    {
        var informer = NewInformer(
            lease => lease with { Spec = new V1LeaseSpec { HolderIdentity = lease.Spec!.HolderIdentity!.ToUpperInvariant() } });
        var old = new List<string?>();
        informer.Register((before, _) => old.Add(before?.Spec!.HolderIdentity));
        Server.Put("a", "ann");
        Run(informer);
        Server.Put("b", "bob");
        Scheduler.Settle();

        informer.List().Select(lease => lease.Spec!.HolderIdentity).Should().BeEquivalentTo("ANN", "BOB");

        Server.Delete("b");
        Scheduler.Settle();
        old.Should().Equal(null, null, "BOB");
    }

    private void LoseTheKind(params Exception[] answers)
    {
        foreach (var answer in answers)
        {
            Server.ListFailures.Enqueue(answer);
        }

        Server.BreakWatches(Failures.NotFound());
        Scheduler.Advance(TimeSpan.FromMinutes(answers.Length + 1));
        Server.ListFailures.Should().BeEmpty();
    }
}
