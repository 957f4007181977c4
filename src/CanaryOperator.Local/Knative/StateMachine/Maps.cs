namespace CanaryOperator.Local.Knative.StateMachine;

/// <summary>Labels and annotations, copied on change.</summary>
internal static class Maps
{
    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string>? map, params IEnumerable<(string Key, string Value)> entries)
    {
        var copy = map is null ? [] : new Dictionary<string, string>(map);
        foreach (var (key, value) in entries)
        {
            copy[key] = value;
        }

        return copy;
    }

    public static IReadOnlyDictionary<string, string> Without(this IReadOnlyDictionary<string, string>? map, string key) =>
        (map ?? new Dictionary<string, string>()).Where(entry => entry.Key != key).ToDictionary(entry => entry.Key, entry => entry.Value);
}
