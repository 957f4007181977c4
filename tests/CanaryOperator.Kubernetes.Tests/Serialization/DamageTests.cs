using System.Text;
using System.Text.Json;
using CanaryOperator.Kubernetes.Serialization;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Kubernetes.Transport;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Serialization;

/// <summary>Whatever bytes arrive, there is an answer or the one exception that callers expect.</summary>
public sealed class DamageTests
{
    private delegate void Decoder(ReadOnlySpan<byte> json);

    [Fact]
    public void WatchLine_DamagedAnywhere_IsReadOrRefused()
    {
        var request = new ApiRequest(HttpMethod.Get, "watch", "widgets", "/");
        var decoder = new WatchLineDecoder<Widget>(request, Widgets.Resource, _ => { });

        var refused = RefusalsOf(WireJson.Event("ADDED", Widgets.Json()), json => decoder.Decode(json));

        refused.Should().BeGreaterThan(100, "the damage must be felt");
    }

    [Fact]
    public void ListPage_DamagedAnywhere_IsReadOrRefused()
    {
        var page = WireJson.List("1", "next", Widgets.BareJson("a"), Widgets.Json("b"));

        var refused = RefusalsOf(page, json => ListPageDecoder<Widget>.Decode(json, Widgets.Resource));

        refused.Should().BeGreaterThan(100, "the damage must be felt");
    }

    private static int RefusalsOf(string json, Decoder decode)
    {
        var whole = Encoding.UTF8.GetBytes(json);
        var refused = 0;
        for (var i = 0; i < whole.Length; i++)
        {
            refused += IsRefused(whole[..i], decode) ? 1 : 0;
            foreach (var wrong in "{}[]\",:7 \\\u00ff")
            {
                var damaged = whole.ToArray();
                damaged[i] = (byte)wrong;
                refused += IsRefused(damaged, decode) ? 1 : 0;
            }
        }

        return refused;
    }

    private static bool IsRefused(byte[] json, Decoder decode)
    {
        try
        {
            decode(json);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
