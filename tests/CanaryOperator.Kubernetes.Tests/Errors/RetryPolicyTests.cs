using System.Net;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Kubernetes.Transport;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class RetryPolicyTests
{
    private static readonly ApiRequest Read = new(HttpMethod.Get, "get", "widgets a", "/");

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Delay_WithJitter_IsNeverShorterThanAskedAndLittleLonger(double drawn)
    {
        var refusal = new KubernetesException("busy", HttpStatusCode.TooManyRequests, null, TimeSpan.FromSeconds(10));

        var delay = new RetryPolicy(new Unjittered(drawn)).DelayAfter(refusal, Read, 0);

        delay.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10)).And.BeLessThan(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public void Delay_AfterDroppedConnections_DoublesToFiveSeconds()
    {
        var dropped = new KubernetesException("dropped", new IOException("reset"));
        var policy = new RetryPolicy(new Unjittered());

        var delays = Enumerable.Range(0, 11).Select(retries => policy.DelayAfter(dropped, Read, retries)?.TotalMilliseconds);

        delays.Should().Equal(100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 5000, null);
    }
}
