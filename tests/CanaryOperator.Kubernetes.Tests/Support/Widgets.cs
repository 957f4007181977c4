using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes.Tests.Support;

/// <summary>Descriptors, entities and JSON of widgets.</summary>
public static class Widgets
{
    public const string Collection = "/apis/example.com/v1/namespaces/demo/widgets";

    public const string Object = Collection + "/a";

    public static ResourceDescriptor<Widget> Resource { get; } = new(
        "example.com", "v1", "Widget", "widgets", ResourceScope.Namespaced, WidgetJsonContext.Default.Widget);

    public static ResourceDescriptor<Widget> ClusterResource { get; } =
        Resource with { Plural = "clusterwidgets", Scope = ResourceScope.Cluster };

    public static Widget New(string name = "a", int size = 1) => new()
    {
        ApiVersion = "example.com/v1",
        Kind = "Widget",
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "demo", ResourceVersion = "1" },
        Spec = new WidgetSpec { Size = size },
    };

    /// <param name="size">JSON, so that it may be of a wrong type.</param>
    public static string Json(string name = "a", string version = "1", string size = "1") =>
        $$$"""{"apiVersion":"example.com/v1","kind":"Widget",{{{Rest(name, version, size)}}}""";

    /// <summary>As items of built-in kinds are listed: without <c>apiVersion</c> and <c>kind</c>.</summary>
    public static string BareJson(string name = "a", string version = "1", string size = "1") => $$"""{{{Rest(name, version, size)}}""";

    private static string Rest(string name, string version, string size) =>
        $$"""
        "metadata":{"name":"{{name}}","namespace":"demo","uid":"uid-{{name}}","resourceVersion":"{{version}}"},
        """
        + $$"""
        "spec":{"size":{{size}}} }
        """;
}
