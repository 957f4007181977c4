using CanaryOperator.Experiments.Providers;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class JsonPathTests
{
    [Theory]
    [InlineData("$", """{"a":[{"b c":1},2]}""")]
    [InlineData("$.a[0]['b c']", "1")]
    [InlineData("$.a[-1]", "2")]
    [InlineData("$.a[2]", null)]
    [InlineData("$.a[-3]", null)]
    [InlineData("$.a.b", null)]
    [InlineData("$.x.y", null)]
    [InlineData("$[0]", null)]
    public void Find_follows_the_path(string path, string? expected) =>
        JsonPath.Find(Json.Element("""{"a":[{"b c":1},2]}"""), path)?.GetRawText().Should().Be(expected);

    [Theory]
    [InlineData("$.a-b['c.d'][0]", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("$..a", false)]
    [InlineData("$.a[*]", false)]
    [InlineData("$.a[9999999999]", false)]
    [InlineData("$.a\n", false)]
    public void Only_paths_to_one_place_are_valid(string path, bool isValid) => JsonPath.IsValid(path).Should().Be(isValid);
}
