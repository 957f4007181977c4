namespace CanaryOperator.Local.Serving.Pods.Model;

/// <summary>One container of a pod.</summary>
internal sealed record PodContainer
{
    public required string Name { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<string> Args { get; init => field = value ?? []; } = [];

    /// <summary>The value of an option, be it written <c>--name=value</c> or <c>--name value</c>; null when it is not given.</summary>
    public string? Option(string name)
    {
        for (var i = 0; i < Args.Count; i++)
        {
            if (Args[i].StartsWith(name + "=", StringComparison.Ordinal))
            {
                return Args[i][(name.Length + 1)..];
            }

            if (Args[i] == name && i + 1 < Args.Count)
            {
                return Args[i + 1];
            }
        }

        return null;
    }
}
