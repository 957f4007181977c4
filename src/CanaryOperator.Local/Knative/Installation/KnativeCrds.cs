using System.Text.Json.Nodes;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Knative.Model;

namespace CanaryOperator.Local.Knative.Installation;

/// <summary>Knative's four kinds with its short names and columns, and no more schema than it takes to store them.</summary>
internal static class KnativeCrds
{
    private static readonly (string Name, string Path)[] Readiness =
    [
        ("Ready", ".status.conditions[?(@.type=='Ready')].status"),
        ("Reason", ".status.conditions[?(@.type=='Ready')].reason"),
    ];

    private static readonly (string Name, string Path)[] LatestRevisions =
    [
        ("LatestCreated", ".status.latestCreatedRevisionName"),
        ("LatestReady", ".status.latestReadyRevisionName"),
    ];

    private static readonly (string Name, string Path) Url = ("URL", ".status.url");

    public static IReadOnlyList<RawObject> All { get; } =
    [
        Crd(KnativeResources.Services, ["kservice", "ksvc"], [Url, .. LatestRevisions, .. Readiness]),
        Crd(KnativeResources.Configurations, ["config", "cfg"], [.. LatestRevisions, .. Readiness]),
        Crd(
            KnativeResources.Revisions,
            ["rev"],
            [
                ("Config Name", @".metadata.labels['serving\.knative\.dev/configuration']"),
                ("Generation", @".metadata.labels['serving\.knative\.dev/configurationGeneration']"),
                .. Readiness,
            ]),
        Crd(KnativeResources.Routes, ["rt"], [Url, .. Readiness]),
    ];

    private static RawObject Crd(
        ResourceDescriptor<KnativeObject> resource, string[] shortNames, (string Name, string Path)[] columns) => new()
    {
        ApiVersion = InstalledResources.CustomResourceDefinitions.ApiVersion,
        Kind = InstalledResources.CustomResourceDefinitions.Kind,
        Metadata = new V1ObjectMeta { Name = resource.QualifiedName },
        Spec = new JsonObject
        {
            ["group"] = resource.Group,
            ["scope"] = nameof(ResourceScope.Namespaced),
            ["names"] = new JsonObject
            {
                ["kind"] = resource.Kind,
                ["plural"] = resource.Plural,
                ["shortNames"] = new JsonArray([.. shortNames.Select(name => (JsonNode)name)]),
            },
            ["versions"] = new JsonArray(Version(resource.Version, columns)),
        },
    };

    private static JsonObject Version(string name, (string Name, string Path)[] columns) => new()
    {
        ["name"] = name,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
        ["schema"] = new JsonObject
        {
            ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
        },
        ["additionalPrinterColumns"] = new JsonArray(
            [.. columns.Select(column => new JsonObject { ["name"] = column.Name, ["type"] = "string", ["jsonPath"] = column.Path })]),
    };
}
