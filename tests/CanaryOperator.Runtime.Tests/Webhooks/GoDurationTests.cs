using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Runtime.Tests.Webhooks;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("10s", 10)]
    [InlineData("1m0.5s", 60.5)]
    [InlineData("1h2m3s", 3723)]
    [InlineData("500ms", 0.5)]
    [InlineData("2m", 120)]
    public void TryParse_GoDuration_IsIt(string text, double seconds) =>
        GoDuration.TryParse(text).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5s ")]
    [InlineData("99999999999999s")]
    public void TryParse_AnythingElse_IsNull(string? text) => GoDuration.TryParse(text).Should().BeNull();
}
