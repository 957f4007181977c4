namespace CanaryOperator.Local.ControlPlane.Processes;

/// <param name="LogPath">Both output streams are appended to it.</param>
internal sealed record ChildProcessStart(string FileName, IReadOnlyList<string> Arguments, string LogPath)
{
    /// <summary>On top of our own environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// A folder that lives no longer than the process and we do: created for our user alone, removed when the <see cref="ChildProcess"/> is
    /// disposed of or we die. Several processes may share one: whichever ends last leaves nothing behind.
    /// </summary>
    public string? Folder { get; init; }
}
