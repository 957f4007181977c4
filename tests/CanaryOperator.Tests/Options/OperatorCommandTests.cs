using CanaryOperator.Options;
using CanaryOperator.Runtime.LeaderElection;
using Serilog.Events;

namespace CanaryOperator.Tests.Options;

public sealed class OperatorCommandTests
{
    [Fact]
    public async Task Without_arguments_everything_has_its_default()
    {
        var options = await ParseAsync();

        options.Should().BeEquivalentTo(
            new OperatorOptions(),
            equal => equal.Excluding(o => o.LogJson).Excluding(o => o.MetricsAddress).Excluding(o => o.HealthAddress));
        options.LeaderElection.Should().Be(new LeaderElectionConfig
        {
            LeaseDuration = TimeSpan.FromSeconds(15), RenewDeadline = TimeSpan.FromSeconds(10), RetryPeriod = TimeSpan.FromSeconds(2),
        });
        options.LogJson.Should().Be(Console.IsOutputRedirected);
        options.MetricsAddress.IsOff.Should().BeFalse();
        options.HealthAddress.IsOff.Should().BeFalse();
    }

    [Fact]
    public async Task Every_option_reaches_its_place()
    {
        var options = await ParseAsync(
            "--kubeconfig", "/tmp/kc", "--context", "kind", "--namespace", "ops", "--leader-elect", "false",
            "--leader-elect-lease-duration", "30", "--leader-elect-renew-deadline", "20.5", "--leader-elect-retry-period", "0.5",
            "--metrics-bind-address", "0", "--health-probe-bind-address", "0", "--max-concurrent-reconciles", "9",
            "--log-json", "true", "--log-level", "debug", "--experiments-prometheus-url", "http://prometheus:9090",
            "--experiments-allowed-urls", "https://a/b", "--experiments-allowed-urls", "http://c", "--experiments-workers", "3",
            "--experiments-notification-urls", "https://chat", "--experiments-notification-urls", "https://ghe/api/v3",
            "--experiments-load", "true", "--experiments-load-allowed-urls", "http://*.${namespace}.svc.cluster.local",
            "--experiments-load-allowed-urls", "http://gateway/x", "--experiments-load-max-rate", "7",
            "--experiments-load-max-duration", "60", "--experiments-load-max-connections", "8", "--experiments-load-max-at-once", "2");

        options.Should().BeEquivalentTo(
            new OperatorOptions
            {
                Kubeconfig = "/tmp/kc",
                Context = "kind",
                Namespace = "ops",
                LeaderElect = false,
                LeaderElection = new()
                {
                    LeaseDuration = TimeSpan.FromSeconds(30),
                    RenewDeadline = TimeSpan.FromSeconds(20.5),
                    RetryPeriod = TimeSpan.FromSeconds(0.5),
                },
                Workers = 9,
                Experiments = new()
                {
                    PrometheusUrl = new("http://prometheus:9090"),
                    AllowedUrls = [new("https://a/b"), new("http://c")],
                    NotificationUrls = [new("https://chat"), new("https://ghe/api/v3")],
                    Workers = 3,
                    Load = new()
                    {
                        Enabled = true, AllowedUrls = ["http://*.${namespace}.svc.cluster.local", "http://gateway/x"], MaxRate = 7,
                        MaxDuration = TimeSpan.FromMinutes(1), MaxConnections = 8, MaxAtOnce = 2,
                    },
                },
                LogJson = true,
                LogLevel = LogEventLevel.Debug,
            },
            equal => equal.Excluding(o => o.MetricsAddress).Excluding(o => o.HealthAddress));
        options.MetricsAddress.IsOff.Should().BeTrue();
        options.HealthAddress.IsOff.Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_may_be_told_when_nobody_is_named() =>
        (await ParseAsync("--experiments-notification-urls", "none")).Experiments.NotificationUrls.Should().BeEmpty();

    [Theory]
    [InlineData("--leader-elect-lease-duration", "soon")]
    [InlineData("--leader-elect-renew-deadline", "0")]
    [InlineData("--leader-elect-retry-period", "-1")]
    [InlineData("--leader-elect-retry-period", "NaN")]
    [InlineData("--leader-elect-retry-period", "1e300")]
    [InlineData("--metrics-bind-address", "8080")]
    [InlineData("--health-probe-bind-address", "localhost:8081")]
    [InlineData("--max-concurrent-reconciles", "0")]
    [InlineData("--max-concurrent-reconciles", "many")]
    [InlineData("--log-level", "loud")]
    [InlineData("--experiments-prometheus-url", "prometheus:9090")]
    [InlineData("--experiments-allowed-urls", "http://user:password@a")]
    [InlineData("--experiments-allowed-urls", "file:///etc")]
    [InlineData("--experiments-notification-urls", "hooks.slack.com")]
    [InlineData("--experiments-workers", "0")]
    [InlineData("--experiments-load-allowed-urls", "http://a.*.b")]
    [InlineData("--experiments-load-allowed-urls", "http://*")]
    [InlineData("--experiments-load-allowed-urls", "http://${revision}.a")]
    [InlineData("--experiments-load-max-rate", "0")]
    [InlineData("--experiments-load-max-duration", "5m")]
    [InlineData("--experiments-load-max-at-once", "0")]
    [InlineData("--unknown", "1")]
    public async Task A_bad_value_stops_the_operator_and_names_its_option(string option, string value)
    {
        var hasRun = false;
        var command = OperatorCommand.Create((_, _) =>
        {
            hasRun = true;
            return Task.FromResult(0);
        });
        var parsed = command.Parse([$"{option}={value}"]);

        (await parsed.InvokeAsync(new() { Output = TextWriter.Null, Error = TextWriter.Null })).Should().NotBe(0);
        parsed.Errors.Select(error => error.Message).Should().Contain(message => message.Contains(option, StringComparison.Ordinal));
        hasRun.Should().BeFalse();
    }

    private static async Task<OperatorOptions> ParseAsync(params string[] arguments)
    {
        OperatorOptions? seen = null;
        var command = OperatorCommand.Create((options, _) =>
        {
            seen = options;
            return Task.FromResult(0);
        });

        (await command.Parse(arguments).InvokeAsync()).Should().Be(0);
        return seen!;
    }
}
