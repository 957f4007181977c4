using System.Text.Json.Nodes;
using CanaryOperator.Cli.Launching.Helm;

namespace CanaryOperator.Cli.Tests.Launching;

public sealed class SetExpressionTests
{
    [Theory]
    [InlineData("name=value", """{"name":"value"}""")]
    [InlineData("a=b,c=d", """{"a":"b","c":"d"}""")]
    [InlineData("outer.inner=value", """{"outer":{"inner":"value"}}""")]
    [InlineData("name={a, b, c}", """{"name":["a","b","c"]}""")]
    [InlineData("name={1,true,x}", """{"name":[1,true,"x"]}""")]
    [InlineData("name=[],a=null", """{"name":[],"a":null}""")]
    [InlineData("servers[0].port=80", """{"servers":[{"port":80}]}""")]
    [InlineData("servers[0].port=80,servers[0].host=example", """{"servers":[{"port":80,"host":"example"}]}""")]
    [InlineData("list[1]=x", """{"list":[null,"x"]}""")]
    [InlineData("nested[0][1]=x", """{"nested":[[null,"x"]]}""")]
    [InlineData(@"name=value1\,value2", """{"name":"value1,value2"}""")]
    [InlineData(@"nodeSelector.kubernetes\.io/role=master", """{"nodeSelector":{"kubernetes.io/role":"master"}}""")]
    [InlineData(
        @"assess.SLOs.upper.kserve-prometheus/latency-p99\.9=80",
        """{"assess":{"SLOs":{"upper":{"kserve-prometheus/latency-p99.9":80}}}}""")]
    [InlineData("empty=", """{"empty":""}""")]
    [InlineData("a=b=c", """{"a":"b=c"}""")]
    [InlineData("url=https://example.com/x?y={z}", """{"url":"https://example.com/x?y={z}"}""")]
    [InlineData("cronjobSchedule=*/1 * * * *", """{"cronjobSchedule":"*/1 * * * *"}""")]
    [InlineData("a={x,y},b=z", """{"a":["x","y"],"b":"z"}""")]
    public void Apply_AsHelmDocumentsIt(string expression, string expected) => Apply(expression).ToJsonString().Should().Be(
        JsonNode.Parse(expected)!.ToJsonString());

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-7", "-7")]
    [InlineData("1234567890", "1234567890")]
    [InlineData("007", "\"007\"")]
    [InlineData("1.5", "\"1.5\"")]
    [InlineData("9223372036854775808", "\"9223372036854775808\"")]
    [InlineData("TRUE", "true")]
    [InlineData("false", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("60s", "\"60s\"")]
    public void Apply_Value_HasHelmsType(string value, string expected) =>
        Apply($"a={value}").ToJsonString().Should().Be($$"""{"a":{{expected}}}""");

    [Theory]
    [InlineData("name", "*'name'*no value*")]
    [InlineData("schedule=0,30 * * * *", "*'30 * * * *'*comma*")]
    [InlineData("a.=x", "*empty key*")]
    [InlineData("=x", "*empty key*")]
    [InlineData("a[x]=1", "*'x' for an index*")]
    [InlineData("a[-1]=1", "*'-1' for an index*")]
    [InlineData("a[70000]=1", "*'70000' for an index*")]
    [InlineData("a[0]b=1", "*'b' after ]*")]
    [InlineData("a[0]", "*[0]*no value*")]
    [InlineData("a={x,y", "*must end with }*")]
    [InlineData("a=1,a.b=2", "*another kind of value*")]
    public void Apply_Malformed_SaysWhere(string expression, string message)
    {
        var act = () => Apply(expression);

        act.Should().Throw<FormatException>().WithMessage(message);
    }

    [Fact]
    public void Apply_Twice_AddsToWhatIsThere()
    {
        var values = Apply("v[0].labels.revision=one");

        SetExpression.Apply(values, "v[1].labels.revision=two", onlyText: false);

        values.ToJsonString().Should().Be("""{"v":[{"labels":{"revision":"one"}},{"labels":{"revision":"two"}}]}""");
    }

    [Fact]
    public void Apply_OnlyText_KeepsNumbersAndBooleansAsText()
    {
        var values = new JsonObject();

        SetExpression.Apply(values, "a=1,b=true,c={2,null}", onlyText: true);

        values.ToJsonString().Should().Be("""{"a":"1","b":"true","c":["2","null"]}""");
    }

    private static JsonObject Apply(string expression)
    {
        var values = new JsonObject();
        SetExpression.Apply(values, expression, onlyText: false);
        return values;
    }
}
