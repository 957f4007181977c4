using CanaryOperator.Local.Serving.ModelServers;

namespace CanaryOperator.Local.Tests.Serving.ModelServers;

public sealed class ServerBehaviorTests
{
    [Fact]
    public void Without_annotations_nothing_goes_wrong()
    {
        ServerBehavior.From(null).Should().Be(new ServerBehavior());
        ServerBehavior.From(new Dictionary<string, string> { ["local.canaryoperator.io/address"] = "127.0.0.1:1", ["latency"] = "1s" })
            .Should().Be(new ServerBehavior());
    }

    [Fact]
    public void Annotations_say_how_it_misbehaves()
    {
        var annotations = new Dictionary<string, string>
        {
            ["local.canaryoperator.io/load-time"] = "1m30s",
            ["local.canaryoperator.io/load-failure"] = "no such bucket",
            ["local.canaryoperator.io/crash-after"] = "5s",
            ["local.canaryoperator.io/latency"] = "250ms",
            ["local.canaryoperator.io/error-percent"] = "0.5",
        };

        ServerBehavior.From(annotations).Should().Be(new ServerBehavior
        {
            LoadTime = TimeSpan.FromSeconds(90),
            LoadFailure = "no such bucket",
            CrashAfter = TimeSpan.FromSeconds(5),
            Latency = TimeSpan.FromMilliseconds(250),
            ErrorPercent = 0.5,
        });
    }

    [Theory]
    [InlineData("load-time", "10", "a duration from 0s to 24h, such as 250ms, 5s or 1m30s")]
    [InlineData("crash-after", "soon", "a duration from 0s to 24h, such as 250ms, 5s or 1m30s")]
    [InlineData("latency", "-1s", "a duration from 0s to 24h, such as 250ms, 5s or 1m30s")]
    [InlineData("latency", "25h", "a duration from 0s to 24h, such as 250ms, 5s or 1m30s")]
    [InlineData("error-percent", "5%", "a number from 0 to 100 without a percent sign, such as 5 or 0.5")]
    [InlineData("error-percent", "101", "a number from 0 to 100 without a percent sign, such as 5 or 0.5")]
    [InlineData("error-percent", "-1", "a number from 0 to 100 without a percent sign, such as 5 or 0.5")]
    [InlineData("error-percent", "NaN", "a number from 0 to 100 without a percent sign, such as 5 or 0.5")]
    [InlineData("load-failure", " ", "the message that the server ends with")]
    public void A_wrong_value_is_named_with_its_annotation(string name, string value, string expected)
    {
        var reading = () => ServerBehavior.From(new Dictionary<string, string> { [$"local.canaryoperator.io/{name}"] = value });

        reading.Should().Throw<InvalidBehaviorException>()
            .WithMessage($"annotation local.canaryoperator.io/{name} is '{value}': it must be {expected}");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 50)]
    [InlineData(0.1, 1)]
    [InlineData(33.3, 333)]
    [InlineData(100, 1000)]
    public void Errors_are_as_many_as_asked_for(double percent, int expected)
    {
        var spread = new ErrorSpread(percent);

        Enumerable.Range(0, 1000).Count(_ => spread.NextFails()).Should().Be(expected);
    }

    [Fact]
    public void Errors_are_evenly_spread()
    {
        var spread = new ErrorSpread(5);

        Enumerable.Range(1, 100).Where(_ => spread.NextFails()).Should().Equal(20, 40, 60, 80, 100);
    }
}
