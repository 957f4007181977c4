namespace CanaryOperator.Testing.Http;

/// <summary>JSON as API servers write it. Arguments are JSON themselves where they are objects.</summary>
public static class WireJson
{
    public static string Status(int code, string reason, string message = "refused", string details = "{}") =>
        $$"""
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
        """
        + $$"""
        "message":"{{message}}","reason":"{{reason}}","details":{{details}},"code":{{code}}}
        """;

    /// <param name="continueToken">Empty on the last page.</param>
    public static string List(string resourceVersion, string continueToken, params string[] items) =>
        $$"""{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"{{resourceVersion}}","continue":"{{continueToken}}"},"""
        + $$"""
        "items":[{{string.Join(',', items)}}]}
        """;

    /// <summary>A line of a watch, with its newline.</summary>
    public static string Event(string type, string obj) => $$"""{"type":"{{type}}","object":{{obj}}}""" + "\n";

    public static string Bookmark(string kind, string apiVersion, string resourceVersion) => Event(
        "BOOKMARK",
        $$"""{"kind":"{{kind}}","apiVersion":"{{apiVersion}}","metadata":{"""
        + $$"""
        "resourceVersion":"{{resourceVersion}}","creationTimestamp":null} }
        """);

    /// <summary>An <c>ERROR</c> event.</summary>
    public static string Error(int code, string reason, string details = "{}") => Event("ERROR", Status(code, reason, details: details));
}
