using CanaryOperator.Runtime.LeaderElection;

namespace CanaryOperator.Runtime.Tests.LeaderElection;

public class LeaderElectionConfigTests
{
    [Fact]
    public void Defaults_are_15_10_and_2_seconds_and_valid()
    {
        var config = new LeaderElectionConfig();

        config.Validate();
        (config.LeaseDuration.TotalSeconds, config.RenewDeadline.TotalSeconds, config.RetryPeriod.TotalSeconds).Should().Be((15, 10, 2));
    }

    [Theory]
    [InlineData(10, 10, 2, nameof(LeaderElectionConfig.LeaseDuration))]
    [InlineData(10.5, 10, 2, nameof(LeaderElectionConfig.LeaseDuration))]
    [InlineData(15, 2.4, 2, nameof(LeaderElectionConfig.RenewDeadline))]
    [InlineData(15, 10, 0, nameof(LeaderElectionConfig.RetryPeriod))]
    public void Validate_UnsafeTimes_NamesTheFirstWrongOne(double lease, double renew, double retry, string wrong)
    {
        var config = new LeaderElectionConfig
        {
            LeaseDuration = TimeSpan.FromSeconds(lease),
            RenewDeadline = TimeSpan.FromSeconds(renew),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        };

        config.Invoking(c => c.Validate()).Should().Throw<ArgumentException>().WithParameterName(wrong);
    }
}
