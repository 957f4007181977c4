namespace CanaryOperator.Local.ControlPlane.Processes;

internal static class LogTail
{
    private const int Lines = 20;

    /// <summary>The last 20 lines; empty when there is no such file.</summary>
    public static string Read(string path) =>
        File.Exists(path) ? string.Join(Environment.NewLine, File.ReadLines(path).TakeLast(Lines)) : string.Empty;
}
