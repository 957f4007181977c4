using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.LeaderElection;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

public class LeaderElectorTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_single_candidate_creates_the_lease_and_leads_at_once() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");

        one.BelievesToLead.Should().BeTrue();
        one.Elector.IsLeader.Should().BeTrue();
        var now = election.World.GetUtcNow();
        election.Store.Spec.Should().Be(new V1LeaseSpec
        {
            HolderIdentity = "one", LeaseDurationSeconds = 15, AcquireTime = now, RenewTime = now, LeaseTransitions = 0,
        });
    });

    [Fact]
    public void The_leader_renews_every_two_seconds_with_one_write_each() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Requests.Clear();

        election.Run(10 * Second);

        one.Requests.Should().Equal(Enumerable.Repeat("update", 5), "the record from memory is enough");
        election.Store.Spec.AcquireTime.Should().Be(election.World.GetUtcNow() - (10 * Second));
        election.Store.Spec.RenewTime.Should().Be(election.World.GetUtcNow());
        election.Store.Spec.LeaseTransitions.Should().Be(0);
    });

    [Fact]
    public void A_second_candidate_takes_over_15_s_after_the_last_renewal_it_saw() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        var two = election.Add("two");
        election.Run(20 * Second);
        two.BelievesToLead.Should().BeFalse();

        election.Kill(one);
        var waited = election.RunUntil(() => two.BelievesToLead, "the second to lead");

        waited.Should().BeGreaterThan(13 * Second).And.BeLessThan(15 * Second + (2 * 4.4 * Second));
        election.Store.Spec.LeaseTransitions.Should().Be(1);
        election.Store.Spec.AcquireTime.Should().Be(election.Store.Spec.RenewTime);
    });

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void The_wall_clocks_of_other_machines_do_not_matter(int skewInSeconds) => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one", skewInSeconds * Second);
        var two = election.Add("two");

        election.Run(60 * Second);
        two.BelievesToLead.Should().BeFalse();

        election.Kill(one);
        election.RunUntil(() => two.BelievesToLead, "the second to lead").Should().BeGreaterThan(13 * Second);
    });

    [Fact]
    public void The_duration_that_counts_is_the_one_in_the_lease() => OnOneThread.Run(() =>
    {
        var election = new Election();
        election.Store.Put(new V1LeaseSpec { HolderIdentity = "somebody", LeaseDurationSeconds = 40 });
        var one = election.Add("one");

        election.RunUntil(() => one.BelievesToLead, "leadership").Should().BeGreaterThan(39 * Second);
    });

    [Fact]
    public void An_edited_label_is_no_sign_of_life() => OnOneThread.Run(() =>
    {
        var election = new Election();
        election.Store.Put(new V1LeaseSpec { HolderIdentity = "dead", LeaseDurationSeconds = 15 });
        var one = election.Add("one");
        election.Run(10 * Second);
        election.Store.Label("edited");

        election.RunUntil(() => one.BelievesToLead, "leadership").Should().BeLessThan(10 * Second);
    });

    [Fact]
    public void Labels_on_the_lease_survive_renewals() => OnOneThread.Run(() =>
    {
        var election = new Election();
        election.Add("one");
        election.Store.Label("keep me");

        election.Run(10 * Second);

        election.Store.Current!.Metadata.Labels.Should().Contain("note", "keep me");
    });

    [Fact]
    public void A_stale_record_in_memory_is_read_again_and_renewed() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Requests.Clear();
        election.Store.Label("edited");

        election.Run(2 * Second);

        one.Requests.Should().Equal("update", "get", "update");
        election.Store.Spec.RenewTime.Should().Be(election.World.GetUtcNow());
    });

    [Fact]
    public void Failing_renewals_are_retried_until_the_deadline() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Network = Network.Always(Fate.Refused);
        election.Run(7 * Second);
        one.BelievesToLead.Should().BeTrue("three failed attempts are not the end");

        one.Network = Network.Perfect;
        election.Run(20 * Second);

        one.BelievesToLead.Should().BeTrue();
    });

    [Theory]
    [InlineData(nameof(Fate.Refused))]
    [InlineData(nameof(Fate.RequestLost))]
    [InlineData(nameof(Fate.RequestHangs))]
    public async Task Without_a_renewal_for_10_s_the_work_is_cancelled_and_the_caller_told(string fate)
    {
        SimulatedProcess one = null!;
        OnOneThread.Run(() =>
        {
            var election = new Election();
            one = election.Add("one", drainsSlowly: true);
            one.Network = Network.Always(Enum.Parse<Fate>(fate));

            election.RunUntil(() => one.WorkToken!.Value.IsCancellationRequested, "the end of the work").Should().Be(10 * Second);

            one.Elector.IsLeader.Should().BeFalse();
            one.Running.IsCompleted.Should().BeTrue("the caller must not wait for work that goes on");
        });

        var lost = await FluentActions.Awaiting(() => one.Running).Should().ThrowAsync<LeadershipLostException>();
        lost.Which.Message.Should().Contain("canary/lease").And.Contain("10 s");
    }

    [Fact]
    public void A_renewal_that_hangs_leaves_time_for_another() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Network = Network.Always(Fate.RequestHangs);
        election.Run(3 * Second);
        one.Network = Network.Perfect;

        election.Run(20 * Second);

        one.BelievesToLead.Should().BeTrue("the attempt begun after 2 s is given up after 7 s and repeated at once");
    });

    [Fact]
    public void No_request_is_sent_after_leadership_was_lost() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Network = Network.Always(Fate.RequestHangs);
        election.RunUntil(() => one.Running.IsCompleted, "the end");
        one.Requests.Clear();
        one.Network = Network.Perfect;

        election.Run(30 * Second);

        one.Requests.Should().BeEmpty();
    });

    [Fact]
    public void The_term_counts_from_when_the_renewal_was_sent_not_from_when_it_was_answered() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Network = Network.Slow(2 * Second);
        election.Run(5.9 * Second);
        one.Network = Network.Always(Fate.RequestHangs);

        election.RunUntil(() => one.Running.IsCompleted, "the end").Should().Be(6.1 * Second, "the last renewal left 3.9 s ago");
    });

    [Fact]
    public async Task A_lease_in_other_hands_ends_leadership_without_waiting_for_the_deadline()
    {
        SimulatedProcess one = null!;
        OnOneThread.Run(() =>
        {
            var election = new Election();
            one = election.Add("one");
            election.Store.Put(new V1LeaseSpec { HolderIdentity = "two", LeaseDurationSeconds = 15 });

            election.RunUntil(() => one.WorkToken!.Value.IsCancellationRequested, "the end of the work").Should().Be(2 * Second);
            election.Store.Spec.HolderIdentity.Should().Be("two");
        });

        await FluentActions.Awaiting(() => one.Running).Should().ThrowAsync<LeadershipLostException>().WithMessage("*'two'*");
    }

    [Fact]
    public void A_lease_that_was_taken_and_released_is_not_quietly_taken_back() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        election.Store.Put(new V1LeaseSpec { HolderIdentity = "", LeaseDurationSeconds = 1, LeaseTransitions = 1 });

        election.Run(2 * Second);

        one.Running.IsFaulted.Should().BeTrue("somebody else may have led in between");
        election.Store.Spec.HolderIdentity.Should().BeEmpty();
    });

    [Fact]
    public void A_deleted_lease_is_created_again_by_its_holder_and_not_taken_by_another() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var two = election.Add("two");
        var one = election.Add("one");
        election.Run(10 * Second);

        for (var i = 0; i < 20; i++)
        {
            election.Store.Delete();
            election.Run(3 * Second);
        }

        two.BelievesToLead.Should().BeTrue();
        one.BelievesToLead.Should().BeFalse();
        election.Store.Spec.HolderIdentity.Should().Be("two");
    });

    [Fact]
    public void A_process_that_stood_still_past_its_deadline_is_no_leader_even_before_its_timers_run() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.IsPaused = true;
        election.Run(11 * Second);

        one.Elector.IsLeader.Should().BeFalse();
        one.WorkToken!.Value.IsCancellationRequested.Should().BeFalse("nothing of it ran yet");

        one.IsPaused = false;
        election.Run(TimeSpan.FromMilliseconds(100));
        one.WorkToken!.Value.IsCancellationRequested.Should().BeTrue();
    });

    [Fact]
    public void A_process_whose_clock_stood_still_for_long_ends_with_its_next_renewal() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        var two = election.Add("two");
        election.Run(5 * Second);
        one.IsFrozen = true;
        election.RunUntil(() => two.BelievesToLead, "the second to lead");

        one.IsFrozen = false;
        election.RunUntil(() => !one.BelievesToLead, "the first to notice").Should().BeLessOrEqualTo(2 * Second);
        two.BelievesToLead.Should().BeTrue();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_acquisition_whose_answer_comes_after_its_term_does_not_count(bool answersFirst) => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one", network: Network.Slow(Second));
        one.AnswersFirst = answersFirst;
        election.Run(2.5 * Second);
        one.IsPaused = true;
        election.Run(12 * Second);
        election.Store.Spec.HolderIdentity.Should().Be("one");

        one.IsPaused = false;
        election.Run(Second);

        one.WorkToken.Should().BeNull("others may have taken over by now");
        election.RunUntil(() => one.BelievesToLead, "leadership by another attempt");
    });

    [Fact]
    public void Stop_while_waiting_ends_without_leading_or_touching_the_lease() => OnOneThread.Run(() =>
    {
        var election = new Election();
        election.Add("one");
        var two = election.Add("two");
        election.Run(5 * Second);

        two.Stop();

        two.Running.IsCompletedSuccessfully.Should().BeTrue();
        two.WorkToken.Should().BeNull();
        two.Requests.Should().NotContain("update");
    });

    [Fact]
    public void A_clean_stop_releases_the_lease_so_that_another_leads_at_once() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        var two = election.Add("two");
        election.Run(5 * Second);

        one.Stop();

        one.Running.IsCompletedSuccessfully.Should().BeTrue();
        election.Store.Spec.HolderIdentity.Should().BeEmpty();
        election.Store.Spec.LeaseDurationSeconds.Should().Be(1);
        election.RunUntil(() => two.BelievesToLead, "the second to lead").Should().BeLessThan(4.5 * Second);
        election.Store.Spec.LeaseTransitions.Should().Be(1);
    });

    [Fact]
    public void The_lease_is_renewed_while_work_drains_and_released_only_afterwards() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one", drainsSlowly: true);
        var two = election.Add("two");
        election.Run(5 * Second);

        one.Stop();
        one.WorkToken!.Value.IsCancellationRequested.Should().BeTrue("the work must know");
        election.Run(60 * Second);
        election.Store.Spec.HolderIdentity.Should().Be("one");
        two.WorkToken.Should().BeNull();

        one.FinishDraining();
        election.Store.Spec.HolderIdentity.Should().BeEmpty();
        one.Running.IsCompletedSuccessfully.Should().BeTrue();
    });

    [Fact]
    public void A_release_that_meets_a_late_renewal_is_repeated() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Requests.Clear();
        one.Network = Network.Slow(0.5 * Second);
        election.Run(2.2 * Second);

        one.Stop();
        election.RunUntil(() => one.Running.IsCompleted, "the end");

        one.Requests.Should().Equal("update", "update", "get", "update");
        election.Store.Spec.HolderIdentity.Should().BeEmpty();
    });

    [Fact]
    public void A_release_that_nobody_answers_is_given_up() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.Network = Network.Always(Fate.RequestHangs);

        one.Stop();

        election.RunUntil(() => one.Running.IsCompletedSuccessfully, "the end").Should().Be(5 * Second);
    });

    [Fact]
    public async Task Work_that_fails_gives_the_lease_back_and_its_error_to_the_caller()
    {
        SimulatedProcess one = null!;
        OnOneThread.Run(() =>
        {
            var election = new Election();
            one = election.Add("one");

            one.FailWork(new InvalidOperationException("broken"));

            election.Store.Spec.HolderIdentity.Should().BeEmpty();
        });

        await FluentActions.Awaiting(() => one.Running).Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
    }

    [Fact]
    public void Candidates_wait_between_one_and_2_2_retry_periods() => OnOneThread.Run(() =>
    {
        var election = new Election();
        election.Add("one");
        var two = election.Add("two");
        two.Requests.Clear();

        election.Run(320 * Second);

        two.Requests.Should().HaveCountGreaterThan(320 * 10 / 44).And.HaveCountLessThan(320 / 2 - 10, "there is jitter");
    });

    [Fact]
    public void CheckHealth_LeaderThatDoesNotEvenNoticeItsDeadline_FailsAfterLeaseAndTolerance() => OnOneThread.Run(() =>
    {
        var election = new Election();
        var one = election.Add("one");
        one.IsPaused = true;

        election.Run(35 * Second);
        one.Elector.CheckHealth().Should().BeNull();

        election.Run(Second);
        one.Elector.CheckHealth().Should().Contain("canary/lease");
    });

    [Fact]
    public void CheckHealth_Candidate_IsHealthy() => OnOneThread.Run(() =>
    {
        var election = new Election();
        election.Add("one");
        var two = election.Add("two");
        election.Run(100 * Second);

        two.Elector.CheckHealth().Should().BeNull();
    });

    [Fact]
    public void NewIdentity_NamesTheHostAndIsNeverTheSame()
    {
        LeaseLock.NewIdentity().Should().StartWith($"{Environment.MachineName}_").And.NotBe(LeaseLock.NewIdentity());
    }
}
