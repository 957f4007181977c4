using CanaryOperator.Runtime.Hosting;

namespace CanaryOperator.Runtime.Tests.Hosting;

public class ListenAddressTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData(":8080", false)]
    [InlineData("127.0.0.1:0", false)]
    [InlineData("[::1]:8080", false)]
    public void Parse_KnownForms_Work(string text, bool off)
    {
        ListenAddress.Parse(text).IsOff.Should().Be(off);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData(":")]
    [InlineData(":65536")]
    [InlineData(":-1")]
    [InlineData("example.org:80")]
    [InlineData("127.0.0.1")]
    public void Parse_AnythingElse_NamesWhatIsAllowed(string text)
    {
        FluentActions.Invoking(() => ListenAddress.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}'*':8080'*");
    }
}
