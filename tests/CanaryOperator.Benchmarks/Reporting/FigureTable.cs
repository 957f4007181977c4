using System.Runtime.InteropServices;

namespace CanaryOperator.Benchmarks.Reporting;

/// <summary>Prints figures as a Markdown table, with what a reader must know of the machine to compare them.</summary>
internal static class FigureTable
{
    private const string LoadFile = "/proc/loadavg";

    public static void Print(TextWriter output, IReadOnlyList<Figure> figures, string loadBefore)
    {
        output.WriteLine();
        output.WriteLine("| Figure | Value | Aim |");
        output.WriteLine("|---|---|---|");
        foreach (var figure in figures)
        {
            output.WriteLine($"| {figure.Name} | {figure.Value} | {figure.Aim ?? "–"} |");
        }

        output.WriteLine();
        output.WriteLine(
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; "
            + $"load average (1 min) {loadBefore} before, {Load()} after.");
    }

    /// <summary>How many processes wanted to run in the last minute, where the system tells.</summary>
    public static string Load() => File.Exists(LoadFile) ? File.ReadAllText(LoadFile).Split(' ')[0] : "unknown";
}
