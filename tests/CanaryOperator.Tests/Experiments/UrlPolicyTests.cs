using CanaryOperator.Experiments.Http;

namespace CanaryOperator.Tests.Experiments;

public sealed class UrlPolicyTests
{
    private readonly UrlPolicy _policy = new([new("http://prometheus.monitoring:9090"), new("https://metrics.example.com/team-a/")]);

    [Theory]
    [InlineData("http://prometheus.monitoring:9090/api/v1/query", true)]
    [InlineData("http://PROMETHEUS.monitoring:9090/", true)]
    [InlineData("https://metrics.example.com/team-a", true)]
    [InlineData("https://metrics.example.com:443/team-a/x", true)]
    [InlineData("https://prometheus.monitoring:9090/", false)]
    [InlineData("http://prometheus.monitoring/", false)]
    [InlineData("http://prometheus.monitoring.evil.com:9090/", false)]
    [InlineData("http://user@prometheus.monitoring:9090/", false)]
    [InlineData("http://prometheus.monitoring:9090@evil.com/", false)]
    [InlineData("https://metrics.example.com/team-abc", false)]
    [InlineData("https://metrics.example.com/", false)]
    [InlineData("https://metrics.example.com/team-a/../team-b", false)]
    [InlineData("https://metrics.example.com/team-a/%2e%2e/team-b", false)]
    [InlineData("https://metrics.example.com/team-a/..%2Fteam-b", false)]
    [InlineData("https://metrics.example.com/team-a/..%5cteam-b", false)]
    [InlineData("https://metrics.example.com/team-a%2f..", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Only_what_is_below_an_allowed_address_is_allowed(string url, bool isAllowed) =>
        _policy.Allows(new Uri(url)).Should().Be(isAllowed);

    [Fact]
    public void A_refusal_shows_no_password() =>
        _policy.Refusal(new Uri("http://user:hunter2@prometheus.monitoring:9090/?key=hunter2")).Should().NotContain("hunter2");

    [Fact]
    public void A_refusal_tells_what_is_allowed_and_no_query() =>
        _policy.Refusal(new Uri("http://evil.com/a?key=hunter2")).Should()
            .Contain("http://evil.com/a").And.Contain("http://prometheus.monitoring:9090/").And.NotContain("hunter2");
}
