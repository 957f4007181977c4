namespace CanaryOperator.Local.ControlPlane.Assets;

internal static class ProgressText
{
    /// <summary>Steps that usually take less than this are not worth an estimate.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    public static string Start(string what, TimeSpan usual) => usual < Short ? what : $"{what} (usually about {Duration(usual)})";

    public static string Running(string what, TimeSpan elapsed, TimeSpan usual) => (usual < Short, elapsed > usual) switch
    {
        (true, _) => $"{what}: {Duration(elapsed)}",
        (false, false) => $"{what}: {Duration(elapsed)} of usually about {Duration(usual)}",
        (false, true) => $"{what}: {Duration(elapsed)}, longer than the usual {Duration(usual)}",
    };

    /// <summary>"45 s", "6 min", "2 min 30 s".</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (int)Math.Round(time.TotalSeconds);
        return (seconds / 60, seconds % 60) switch
        {
            (0, var rest) => $"{rest} s",
            (var minutes, 0) => $"{minutes} min",
            var (minutes, rest) => $"{minutes} min {rest} s",
        };
    }
}
