using System.Text.Json.Nodes;

namespace CanaryOperator.Testing.Admission;

/// <summary>Any JSON at all, with a liking for what code trips over.</summary>
internal static class RandomJson
{
    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-1", "1", "101", "8080", "1.5", "1e400", "-1e400", "9223372036854775807", "9223372036854775808",
        "2147483648", "0.1e-400", "\"\"", "\" \"", "\"a\"", "\"true\"", "\"1\"", "\"-1\"", "\"1e3\"", "\"99999999999999999999999999999Gi\"",
        "\"0.0000000000000000000000000000000001\"", "\"-0\"", "\"1h\"", "\"9999999999h\"", "\"gs://\"", "\"://\"", "\"pvc://\"",
        "\"pvc:///x\"", "\"gs://b/m\"", "\"/\"", "\"//\"", "\"/..\"", "\"/mnt/models\"", "\"kserve-container\"",
        "\"transformer-container\"", "\"PYTHONPATH\"", "\"STORAGE_URI\"", "\"PROTOCOL\"", "\"v2\"", "\"h2c\"", "\"TCP\"", "\"{{.Name}}\"",
        "\"example.com/image:1\"", "\"a\\u0000b\"",
        "\"\\ud83d\\ude80\"", "\"\\u0130\\u00df\"", "\"500m\"", "\"2Gi\"", "\"cpu\"", "\"emptyDir\"",
    ];

    private static readonly string[] Names =
    [
        "name", "value", "valueFrom", "image", "env", "args", "ports", "containerPort", "protocol", "hostPort", "resources", "requests",
        "limits", "cpu", "memory", "volumeMounts", "mountPath", "livenessProbe", "httpGet", "exec", "uri", "mode", "enabled", "emptyDir",
        "secret", "metrics", "", " ", "a.b", "a[0]", "x\u0000", "\u00e9",
    ];

    public static JsonNode? Next(Random random, int depth = 4) => random.Next(depth > 0 ? 5 : 3) switch
    {
        3 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(random, depth - 1))]),
        4 => Object(random, depth),
        _ => JsonNode.Parse(Scalars[random.Next(Scalars.Length)]),
    };

    public static string Text(Random random)
    {
        var scalar = JsonNode.Parse(Scalars[random.Next(Scalars.Length)]);
        return random.Next(50) == 0 ? new string('x', 300) : scalar?.ToString() ?? "";
    }

    private static JsonObject Object(Random random, int depth)
    {
        var result = new JsonObject();
        for (var count = random.Next(5); count > 0; count--)
        {
            result[Names[random.Next(Names.Length)]] = Next(random, depth - 1);
        }

        return result;
    }
}
