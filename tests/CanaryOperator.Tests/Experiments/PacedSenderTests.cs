using CanaryOperator.Experiments.Load;
using CanaryOperator.Testing;

namespace CanaryOperator.Tests.Experiments;

/// <summary>What it has in common with the load of the local cluster is tested there.</summary>
public sealed class PacedSenderTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource<int> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sent;

    [Fact]
    public async Task ToItsEndAsync_ARequestThrows_GivesItsSlotBackAndThrows()
    {
        using var sender = Sender(new(10, 5, TimeSpan.FromMinutes(1), MaxInFlight: 1), () => throw new InvalidOperationException("no"));

        var end = sender.ToItsEndAsync(CancellationToken.None);
        await PassAsync(end, seconds: 0.1);

        var ending = () => end;
        await ending.Should().ThrowAsync<InvalidOperationException>().WithMessage("no");
        _sent.Should().Be(1);
    }

    [Fact]
    public async Task ToItsEndAsync_EverythingSent_DoesNotWaitForTheTimeToBeOver()
    {
        using var sender = Sender(new(10, 2, TimeSpan.FromHours(1), MaxInFlight: 1), () => Task.FromResult(0));
        var end = sender.ToItsEndAsync(CancellationToken.None);

        await PassAsync(end, seconds: 0.2);

        (await end).Should().Be(0);
        _sent.Should().Be(2);
    }

    [Fact]
    public async Task ToItsEndAsync_ATimeTooShort_LeavesOutWhatWouldBeDueLater()
    {
        using var sender = Sender(new(10, 100, TimeSpan.FromSeconds(0.25), MaxInFlight: 1), () => Task.FromResult(0));
        var end = sender.ToItsEndAsync(CancellationToken.None);

        await PassAsync(end, seconds: 0.25);

        (await end).Should().Be(97);
        _sent.Should().Be(3);
    }

    [Fact]
    public async Task ToItsEndAsync_SlotsTaken_SendsLaterWhatWasDue()
    {
        using var sender = Sender(new(10, 3, TimeSpan.FromHours(1), MaxInFlight: 1), () => _sent == 1 ? _answer.Task : Task.FromResult(0));
        var end = sender.ToItsEndAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _sent.Should().Be(1);

        _answer.SetResult(0);

        (await end).Should().Be(0);
        _sent.Should().Be(3);
    }

    private PacedSender<int> Sender(Pace pace, Func<Task<int>> ask) => new(
        pace,
        () =>
        {
            _sent++;
            return ask();
        },
        (_, _) => { },
        _clock);

    private async Task PassAsync(Task end, double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed += 0.05)
        {
            await Eventually.BecomesTrueAsync(() => _clock.PendingTimers > 1 || end.IsCompleted, "it waits for the next request");
            _clock.Advance(TimeSpan.FromSeconds(0.05));
        }
    }
}
