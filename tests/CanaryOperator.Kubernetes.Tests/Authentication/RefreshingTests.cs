using CanaryOperator.Kubernetes.Authentication;
using CanaryOperator.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

public sealed class RefreshingTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _reads;

    [Fact]
    public async Task Discarding_a_value_that_was_replaced_keeps_its_successor()
    {
        using var refreshing = Create();
        var first = await refreshing.GetAsync(CancellationToken.None);
        refreshing.Discard(first);
        var second = await refreshing.GetAsync(CancellationToken.None);

        refreshing.Discard(first);

        (await refreshing.GetAsync(CancellationToken.None)).Should().BeSameAs(second);
        _reads.Should().Be(2);
    }

    [Fact]
    public async Task Value_that_does_not_outlive_a_failure_is_not_kept()
    {
        using var refreshing = Create();
        await refreshing.GetAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _reads = -1;

        var act = async () => await refreshing.GetAsync(CancellationToken.None);

        await act.Should().ThrowAsync<KubeConfigException>();
    }

    [Fact]
    public async Task Waiting_for_another_reader_ends_with_the_callers_patience()
    {
        var endless = new TaskCompletionSource<Refreshed<string>>();
        using var refreshing = new Refreshing<string>("value", _ => endless.Task, _clock, NullLogger.Instance);
        using var cancellation = new CancellationTokenSource();
        var reader = refreshing.GetAsync(CancellationToken.None).AsTask();
        var waiter = refreshing.GetAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        var act = () => waiter;
        await act.Should().ThrowAsync<OperationCanceledException>();
        endless.SetResult(Refreshed<string>.Forever("value"));
        (await reader).Should().Be("value");
    }

    /// <summary>Each value is good for a minute; reading fails when the count is negative.</summary>
    private Refreshing<string> Create() => new(
        "value",
        _ => _reads < 0
            ? throw new KubeConfigException("gone")
            : Task.FromResult(new Refreshed<string>($"value {++_reads}", _clock.GetUtcNow().AddMinutes(1), OutlivesFailure: false)),
        _clock,
        NullLogger.Instance);
}
