namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>An entry, and where a person finds it.</summary>
internal sealed record SourcedEntry<TEntry>(string Kind, string Name, TEntry Entry, string File)
{
    /// <summary>A path as seen from the file that names it; null when it names none.</summary>
    public string? FullPath(string? path) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path, Path.GetDirectoryName(File)!);

    /// <summary>The text behind base64; null when there is none.</summary>
    public string? Decode(string? base64, string field)
    {
        if (string.IsNullOrEmpty(base64))
        {
            return null;
        }

        try
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            throw Error($"{field} is not base64");
        }
    }

    public KubeConfigException Error(string problem) => new($"{File}: {Kind} '{Name}': {problem}.");

    public override string ToString() => $"{Kind} '{Name}' in {File}";
}
