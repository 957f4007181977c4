using System.Text.Json.Nodes;

namespace CanaryOperator.Testing.Admission;

/// <summary>
/// Random InferenceServices: the cases of <see cref="AdmissionCases"/> with up to five changes. What the schema gives a kind keeps it, as
/// the API server guarantees; everything that passes through may become any JSON.
/// </summary>
public static class RandomInferenceServices
{
    private static readonly string[] Components = ["predictor", "transformer", "explainer"];
    private static readonly string[] Frameworks = ["model", "sklearn", "tensorflow", "triton", "onnx", "paddle"];
    private static readonly string[] Counts = ["minReplicas", "maxReplicas", "scaleTarget"];
    private static readonly string[] LongCounts = ["canaryTrafficPercent", "containerConcurrency", "timeout"];
    private static readonly string[] Texts = ["scaleMetric", "scaleMetricType", "name", "storageContainerName"];
    private static readonly string[] ModelTexts = ["storageUri", "runtimeVersion", "protocolVersion"];

    private static readonly string[] OpenInComponents =
    [
        "autoScaling", "logger", "batcher", "deploymentStrategy", "workerSpec", "art", "initContainers", "volumes", "affinity",
        "hostNetwork", "nodeName", "restartPolicy", "securityContext", "serviceAccountName", "automountServiceAccountToken",
        "terminationGracePeriodSeconds", "later",
    ];

    private static readonly string[] OpenInContainers =
    [
        "image", "env", "args", "command", "ports", "resources", "volumeMounts", "livenessProbe", "readinessProbe", "lifecycle", "envFrom",
        "imagePullPolicy", "securityContext", "stdin", "confidential", "storage", "later",
    ];

    private static readonly string[] AnnotationKeys =
    [
        "serving.kserve.io/deploymentMode", "serving.kserve.io/enable-tag-routing", "serving.kserve.io/autoscalerClass", "modelFormat",
        "serving.knative.dev/rollout-duration", "autoscaling.knative.dev/class", "autoscaling.knative.dev/metric",
        "autoscaling.knative.dev/target", "autoscaling.knative.dev/window", "autoscaling.knative.dev/minScale",
        "autoscaling.knative.dev/initial-scale", "autoscaling.knative.dev/panic-threshold-percentage", "bad key!", "",
    ];

    private static readonly Action<Random, JsonObject>[] Changes =
    [
        static (random, one) => Component(random, one)[Pick(random, Counts)] = (int)Number(random),
        static (random, one) => Component(random, one)[Pick(random, LongCounts)] = Number(random),
        static (random, one) => Component(random, one)[Pick(random, Texts)] = RandomJson.Text(random),
        static (random, one) => Component(random, one)[Pick(random, OpenInComponents)] = RandomJson.Next(random),
        static (random, one) => Component(random, one)[Pick(random, OpenInComponents)] = RandomJson.Next(random),
        static (random, one) => Map(Component(random, one), Pick(random, ["labels", "annotations"]))[Key(random)] = RandomJson.Text(random),
        static (random, one) => Map(Map(one, "metadata"), Pick(random, ["labels", "annotations"]))[Key(random)] = RandomJson.Text(random),
        static (random, one) => one["metadata"]!["name"] = RandomJson.Text(random),
        static (random, one) => Map(Predictor(one), Pick(random, Frameworks))[Pick(random, ModelTexts)] = RandomJson.Text(random),
        static (random, one) => Map(Predictor(one), Pick(random, Frameworks))[Pick(random, OpenInContainers)] = RandomJson.Next(random),
        static (random, one) => Map(Map(Predictor(one), "model"), "modelFormat")["name"] = RandomJson.Text(random),
        static (random, one) => Predictor(one).Remove(Pick(random, Frameworks)),
        static (random, one) => Map(one, "spec")["canary"] = RandomJson.Next(random),
        static (random, one) => Map(one, "spec").Remove(Pick(random, Components)),
        static (random, one) => Container(random, one)[Pick(random, OpenInContainers)] = RandomJson.Next(random),
        static (random, one) => Container(random, one)[Pick(random, OpenInContainers)] = RandomJson.Next(random),
        static (random, one) => Container(random, one)["name"] = RandomJson.Text(random),
        static (random, one) => Container(random, one).Remove(Pick(random, OpenInContainers)),
        static (random, one) => List(Component(random, one), "containers").Add((JsonNode?)null),
        static (random, one) => List(Component(random, one), "storageUris").Add((JsonNode)new JsonObject
        {
            ["uri"] = RandomJson.Text(random),
            ["mountPath"] = RandomJson.Text(random),
        }),
        static (random, one) => Map(one, "status")["deploymentMode"] = RandomJson.Text(random),
    ];

    private static readonly JsonObject[] Seeds = [.. AdmissionCases.Valid.Concat(AdmissionCases.Invalid).Select(one => one.Object)];

    public static JsonObject Next(Random random)
    {
        var result = Pick(random, Seeds).DeepClone().AsObject();
        for (var count = random.Next(6); count > 0; count--)
        {
            Pick(random, Changes)(random, result);
        }

        return result;
    }

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    private static long Number(Random random) =>
        Pick(random, [0L, 1, 2, 10, 50, 99, 100, 101, 600, 601, 1000, 1001, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue]);

    private static string Key(Random random) => random.Next(3) == 0 ? RandomJson.Text(random) : Pick(random, AnnotationKeys);

    private static JsonObject Predictor(JsonObject one) => Map(Map(one, "spec"), "predictor");

    private static JsonObject Component(Random random, JsonObject one) => Map(Map(one, "spec"), Pick(random, Components));

    private static JsonObject Container(Random random, JsonObject one)
    {
        var containers = List(Component(random, one), "containers");
        if (containers.Count == 0 || random.Next(5) == 0)
        {
            containers.Add((JsonNode)new JsonObject { ["image"] = "example.com/server:1" });
        }

        var index = random.Next(containers.Count);
        if (containers[index] is null)
        {
            containers[index] = new JsonObject();
        }

        return containers[index]!.AsObject();
    }

    private static JsonObject Map(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject)
        {
            parent[name] = new JsonObject();
        }

        return parent[name]!.AsObject();
    }

    private static JsonArray List(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray)
        {
            parent[name] = new JsonArray();
        }

        return parent[name]!.AsArray();
    }
}
