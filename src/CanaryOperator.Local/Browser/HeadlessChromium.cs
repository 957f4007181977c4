using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.Browser;

/// <summary>Opens pages of files in a real browser that has no network, and tells what it made of them.</summary>
/// <param name="executable">Of Debian's chromium-headless-shell.</param>
internal sealed class HeadlessChromium(string executable)
{
    private const int Width = 1200;
    private const string ConsoleMark = ":CONSOLE:";

    /// <param name="height">Of the window and the picture, in pixels.</param>
    /// <param name="screenshot">A PNG file that is written.</param>
    /// <exception cref="InvalidOperationException">Chromium failed; the message has what it said.</exception>
    public async Task<PageVisit> OpenAsync(string page, int height, string screenshot, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chromium-");
        try
        {
            var netLog = Path.Combine(folder.FullName, "net.json");
            var info = new ProcessStartInfo(
                executable,
                [
                    // Its sandbox wants rights that containers and other users' machines do not give; the pages are ours.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--enable-logging=stderr",
                    "--host-resolver-rules=MAP * ~NOTFOUND",
                    $"--user-data-dir={Path.Combine(folder.FullName, "profile")}",
                    $"--log-net-log={netLog}",
                    string.Create(CultureInfo.InvariantCulture, $"--window-size={Width},{height}"),
                    $"--screenshot={screenshot}",
                    "--dump-dom",
                    new Uri(Path.GetFullPath(page)).AbsoluteUri,
                ]);
            info.Environment["HOME"] = folder.FullName;
            var result = await CapturedProcess.RunAsync(info, "", cancellationToken);
            return result.ExitCode == 0 && File.Exists(screenshot)
                ? new(result.Output, ConsoleOf(result.Error), await RequestsAsync(netLog, cancellationToken))
                : throw new InvalidOperationException($"{executable} ended with exit code {result.ExitCode}: {result.Error.Trim()}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As in <c>[1122/223440.69:INFO:CONSOLE:12] "words", source: file:///page.html (12)</c>.</summary>
    private static List<string> ConsoleOf(string log) =>
    [
        .. log.Split('\n')
            .Where(line => line.Contains(ConsoleMark, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].Trim()),
    ];

    /// <summary>Addresses in Chromium's own record of what went, or should have gone, over the network.</summary>
    private static async Task<IReadOnlyList<string>> RequestsAsync(string netLog, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(netLog);
        using var log = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
        return
        [
            .. log.RootElement.GetProperty("events").EnumerateArray()
                .Select(happened => happened.TryGetProperty("params", out var parameters)
                    && parameters.ValueKind == JsonValueKind.Object
                    && parameters.TryGetProperty("url", out var url) ? url.GetString() : null)
                .OfType<string>()
                .Where(url => url.Length > 0 && !url.StartsWith("file:", StringComparison.Ordinal))
                .Distinct(),
        ];
    }
}
