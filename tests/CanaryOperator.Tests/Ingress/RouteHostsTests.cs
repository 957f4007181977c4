using System.Text.RegularExpressions;
using CanaryOperator.Ingress;

namespace CanaryOperator.Tests.Ingress;

public sealed class RouteHostsTests
{
    /// <summary>Short names are what KServe's expressions miss (its bug B11).</summary>
    [Theory]
    [InlineData("foo.ns", true)]
    [InlineData("foo.ns:80", true)]
    [InlineData("foo.ns.svc", true)]
    [InlineData("foo.ns.svc:8080", true)]
    [InlineData("foo.ns.svc.cluster.local", true)]
    [InlineData("foo.ns.svc.cluster.local:65535", true)]
    [InlineData("FOO.ns.SVC.Cluster.Local", true)]
    [InlineData("foo", false)]
    [InlineData("foo.ns.cluster.local", false)]
    [InlineData("foo.ns.svc.cluster", false)]
    [InlineData("foo.ns.svc.cluster.local.", false)]
    [InlineData("foo.ns.svc.cluster.local.evil.com", false)]
    [InlineData("foo.ns.evil.com", false)]
    [InlineData("evil-foo.ns", false)]
    [InlineData("evil.foo.ns", false)]
    [InlineData("fooxns", false)]
    [InlineData("foo.ns.svcxcluster.local", false)]
    [InlineData("foo.ns2", false)]
    [InlineData("foo2.ns", false)]
    [InlineData("foo.ns:", false)]
    [InlineData("foo.ns:123456", false)]
    [InlineData("foo.ns:80x", false)]
    [InlineData("foo-predictor.ns.svc.cluster.local", false)]
    public void Inside_the_cluster_every_name_that_says_the_namespace_is_meant(string authority, bool isMeant) =>
        IsFullMatch(RouteHosts.InternalPattern(Routes.InferenceService("foo", "ns"), "cluster.local"), authority).Should().Be(isMeant);

    [Theory]
    [InlineData("foo.ns.example.com", true)]
    [InlineData("Foo.NS.example.COM", true)]
    [InlineData("foo.ns.example.com:443", true)]
    [InlineData("foo.nsxexample.com", false)]
    [InlineData("foo.ns.example.com.evil.com", false)]
    [InlineData("evil.foo.ns.example.com", false)]
    [InlineData("foo.ns.example.com:", false)]
    [InlineData("foo.ns", false)]
    [InlineData("foo-predictor.ns.example.com", false)]
    public void Outside_only_the_whole_name_is_meant(string authority, bool isMeant) =>
        IsFullMatch(RouteHosts.Pattern("foo.ns.example.com"), authority).Should().Be(isMeant);

    [Fact]
    public void Every_internal_host_is_matched()
    {
        var inferenceService = Routes.InferenceService("a-predictor-b", "x-default");

        var pattern = RouteHosts.InternalPattern(inferenceService, "corp.internal");

        RouteHosts.Internal(inferenceService, "corp.internal").Should()
            .Equal("a-predictor-b.x-default.svc.corp.internal", "a-predictor-b.x-default.svc", "a-predictor-b.x-default")
            .And.OnlyContain(host => IsFullMatch(pattern, host));
    }

    /// <summary>As Istio does it: the expression must match everything.</summary>
    private static bool IsFullMatch(string pattern, string authority) =>
        Regex.IsMatch(authority, $@"\A(?:{pattern})\z", RegexOptions.None, TimeSpan.FromSeconds(1));
}
