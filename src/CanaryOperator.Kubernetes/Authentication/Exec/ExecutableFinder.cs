namespace CanaryOperator.Kubernetes.Authentication.Exec;

/// <summary>
/// Looks a command up in <c>PATH</c> alone. Starting a process by its bare name would look in the current directory first, where anybody
/// may have put a program of that name.
/// </summary>
internal static class ExecutableFinder
{
    private static readonly string[] Extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];

    /// <returns>Null when there is none.</returns>
    public static string? Find(string command, string? searchPath)
    {
        if (Path.GetFileName(command) != command)
        {
            return File.Exists(command) ? Path.GetFullPath(command) : null;
        }

        return (searchPath ?? "")
            .Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(directory => Extensions.Select(extension => Path.Combine(directory, command + extension)))
            .FirstOrDefault(File.Exists);
    }
}
