namespace CanaryOperator.Testing.Http;

/// <summary>A request as it arrived.</summary>
/// <param name="Target">Path and query, still escaped.</param>
/// <param name="Headers">Names in any case; repeated ones joined with a comma.</param>
/// <param name="Connection">Counts the connections of the server from 1.</param>
public sealed record ServerRequest(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, int Connection)
{
    public string Path => Target.Split('?')[0];

    /// <summary>Parameters, unescaped; empty for those without a value.</summary>
    public IReadOnlyDictionary<string, string> Query { get; } = Target.Split('?').Skip(1).SelectMany(query => query.Split('&'))
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""));

    public bool IsWatch => Query.ContainsKey("watch");
}
