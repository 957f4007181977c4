using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Events;

namespace CanaryOperator.Runtime.Tests.Events;

public class EventSeriesCacheTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EventKey Key = new(new V1ObjectReference { Name = "iris" }, EventType.Normal, "Reason", "Action", "Note");
    private readonly EventSeriesCache _cache = new();

    [Fact]
    public void Repeat_UnknownEvent_IsNews()
    {
        _cache.Repeat(Key, Start).Should().BeNull();
    }

    [Fact]
    public void Repeat_AnotherNote_IsNews()
    {
        _cache.Add(Key, new Eventsv1Event(), Start);

        _cache.Repeat(Key with { Note = "Other" }, Start).Should().BeNull();
    }

    [Fact]
    public void TakeDue_EventThatNeverRepeated_IsForgottenWithoutAWrite()
    {
        _cache.Add(Key, new Eventsv1Event(), Start);

        _cache.TakeDue(Start.AddMinutes(6)).Should().BeEmpty();
        _cache.Count.Should().Be(0);
    }

    [Fact]
    public void TakeDue_CountAlreadyWritten_IsForgottenWithoutAWrite()
    {
        _cache.Add(Key, new Eventsv1Event(), Start);
        _cache.Repeat(Key, Start)!.MarkWritten(Start);

        _cache.TakeDue(Start.AddMinutes(6)).Should().BeEmpty();
        _cache.Count.Should().Be(0);
    }

    [Fact]
    public void TakeDue_BusySeries_IsWrittenAfter30MinutesAndKept()
    {
        _cache.Add(Key, new Eventsv1Event(), Start);
        for (var minute = 0; minute < 30; minute++)
        {
            _cache.Repeat(Key, Start.AddMinutes(minute));
            _cache.TakeDue(Start.AddMinutes(minute)).Should().BeEmpty();
        }

        var due = _cache.TakeDue(Start.AddMinutes(30)).Should().ContainSingle().Which;
        due.MarkWritten(Start.AddMinutes(30)).Should()
            .Be(new V1EventSeries { Count = 31, LastObservedTime = Start.AddMinutes(29) });
        _cache.TakeDue(Start.AddMinutes(30)).Should().BeEmpty();
        _cache.Count.Should().Be(1);
    }
}
