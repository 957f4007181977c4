using System.Text.Json.Nodes;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Tests.Admission;

/// <summary>Takes away from a defaulted InferenceService what defaulting is documented to do, and nothing else.</summary>
internal static class DefaultedMeaning
{
    private static readonly (string Kind, string Resource, string Amount)[] Resources =
        [("requests", "cpu", "1"), ("requests", "memory", "2Gi"), ("limits", "cpu", "1"), ("limits", "memory", "2Gi")];

    public static void Undo(JsonNode defaulted, JsonNode written)
    {
        UndoAnnotations(defaulted["metadata"]!.AsObject(), written["metadata"]!.AsObject());
        UndoModel(defaulted["spec"]!["predictor"]!.AsObject(), written["spec"]!["predictor"]!.AsObject());
        foreach (var component in Components.All.Select(type => type.Key()))
        {
            var (after, before) = (defaulted["spec"]![component]?["containers"], written["spec"]![component]?["containers"]);
            for (var i = 0; i < (before?.AsArray().Count ?? 0); i++)
            {
                UndoContainer(after![i]!.AsObject(), before![i]!.AsObject());
            }
        }
    }

    private static void UndoAnnotations(JsonObject defaulted, JsonObject written)
    {
        if (defaulted["annotations"] is not JsonObject annotations)
        {
            return;
        }

        if (written["annotations"]?["modelFormat"] is null)
        {
            annotations.Remove("modelFormat");
        }

        foreach (var (key, mode) in written["annotations"]?.AsObject() ?? [])
        {
            if (key.EndsWith("/deploymentMode", StringComparison.Ordinal) && (string?)mode == "Serverless")
            {
                ((string?)annotations[key]).Should().Be("Knative");
                annotations[key] = "Serverless";
            }
        }

        if (written["annotations"] is null && annotations.Count == 0)
        {
            defaulted.Remove("annotations");
        }
    }

    private static void UndoModel(JsonObject defaulted, JsonObject written)
    {
        if (defaulted["model"] is not JsonObject model)
        {
            return;
        }

        var framework = (string)model["modelFormat"]!["name"]!;
        var before = written["model"] ?? written[framework]!;
        if (before["protocolVersion"] is null)
        {
            model.Remove("protocolVersion");
        }

        if (written["model"] is null)
        {
            model.Remove("modelFormat");
            defaulted.Remove("model");
            defaulted[framework] = model;
        }
    }

    private static void UndoContainer(JsonObject defaulted, JsonObject written)
    {
        if ((string?)defaulted["name"] == WellKnown.MainContainerName)
        {
            defaulted.Remove("name");
            if (written["name"] is { } name)
            {
                defaulted["name"] = name.DeepClone();
            }
        }

        foreach (var (kind, resource, amount) in Resources)
        {
            var counterpart = kind == "limits" ? "requests" : "limits";
            if (written["resources"]?[kind]?[resource] is null && defaulted["resources"]?[kind]?[resource] is { } added)
            {
                added.ToString().Should().BeOneOf(amount, written["resources"]?[counterpart]?[resource]?.ToString());
                defaulted["resources"]![kind]!.AsObject().Remove(resource);
            }
        }

        foreach (var kind in new[] { "requests", "limits" })
        {
            if (written["resources"]?[kind] is null)
            {
                (defaulted["resources"] as JsonObject)?.Remove(kind);
            }
        }

        if (written["resources"] is null)
        {
            defaulted.Remove("resources");
        }
    }
}
