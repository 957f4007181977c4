using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Events;

namespace CanaryOperator.Runtime.Tests.Events;

public class EventSpamFilterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly EventSpamFilter _filter = new();

    [Fact]
    public void Every_object_has_a_burst_of_its_own()
    {
        Allowed("a", Start).Should().Be(25);
        Allowed("b", Start).Should().Be(25);
        Allowed("a", Start.AddMinutes(5)).Should().Be(1);
    }

    [Fact]
    public void The_object_that_was_quiet_for_longest_is_forgotten_when_there_are_too_many()
    {
        Allowed("first", Start);
        Allowed("second", Start.AddSeconds(1));
        for (var i = 0; i < EventSpamFilter.MaxObjects - 1; i++)
        {
            _filter.Allows(new V1ObjectReference { Name = $"{i}" }, Start.AddSeconds(2));
        }

        Allowed("second", Start.AddSeconds(2)).Should().Be(0);
        Allowed("first", Start.AddSeconds(2)).Should().Be(25);
    }

    private int Allowed(string name, DateTimeOffset at) =>
        Enumerable.Range(0, 30).Count(_ => _filter.Allows(new V1ObjectReference { Name = name }, at));
}
