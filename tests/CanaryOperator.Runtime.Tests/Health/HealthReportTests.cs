using CanaryOperator.Runtime.Health;

namespace CanaryOperator.Runtime.Tests.Health;

public class HealthReportTests
{
    private readonly HealthChecks _checks = new();

    [Fact]
    public void Body_AllWell_IsOk()
    {
        Report().Body(verbose: false).Should().Be("ok");
    }

    [Fact]
    public void Body_VerboseAndAllWell_ListsChecksByName()
    {
        _checks.AddReadiness("caches", () => null);

        Report().Body(verbose: true).Should().Be("[+]caches ok\n[+]ping ok\nreadyz check passed\n");
    }

    [Fact]
    public void Body_OneFailed_ListsAllButWithholdsTheReason()
    {
        _checks.AddReadiness("caches", () => "secret");

        var report = Report();

        report.IsHealthy.Should().BeFalse();
        report.Body(verbose: false).Should().Be("[-]caches failed: reason withheld\n[+]ping ok\nreadyz check failed\n");
        report.Failures.Should().Be("caches: secret");
    }

    [Fact]
    public void Body_FailedCheckExcluded_Passes()
    {
        _checks.AddReadiness("caches", () => "broken");

        Report("caches").Body(verbose: true).Should().Be("[+]caches excluded: ok\n[+]ping ok\nreadyz check passed\n");
    }

    [Fact]
    public void Body_UnknownCheckExcluded_Warns()
    {
        Report("nonsense").Body(verbose: true).Should().Be(
            "[+]ping ok\nwarn: some health checks cannot be excluded: no matches for \"nonsense\"\nreadyz check passed\n");
    }

    [Fact]
    public void IsHealthy_CheckThrows_IsFalse()
    {
        _checks.AddReadiness("caches", () => throw new InvalidOperationException("oops"));

        Report().IsHealthy.Should().BeFalse();
        Report().Failures.Should().Contain("oops");
    }

    [Fact]
    public void AddReadiness_NameTaken_Throws()
    {
        _checks.Invoking(checks => checks.AddReadiness("ping", () => null)).Should().Throw<ArgumentException>().WithMessage("*'ping'*");
    }

    private HealthReport Report(params string[] excluded) => HealthReport.Of("readyz", _checks.Ready, excluded);
}
