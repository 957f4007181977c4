using CanaryOperator.Local.Browser;
using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Demos;

/// <summary>An Experiment's report as a page, looked at with a real browser that has no network.</summary>
internal sealed class ReportPage(DemoSession session, CanaryPlugin plugin, TimeProvider clock)
{
    /// <summary>Enough for all of it; in pixels.</summary>
    private const int Height = 3600;

    private static readonly string Folder = Path.Combine("artifacts", "demo");

    /// <param name="name">Of the files in artifacts/demo, without their endings.</param>
    /// <param name="experiment">Options that name it.</param>
    /// <param name="verdict">As the page's head has to say it.</param>
    /// <exception cref="DemoFailedException">Something is missing on the page, or it wants something from the network.</exception>
    public async Task CheckAsync(string name, string[] experiment, string verdict, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var page = Path.Combine(Folder, $"{name}.html");
        await plugin.RunIntoAsync(page, ["report", .. experiment, "-o", "html"], cancellationToken);
        if (ToolProvider.Chromium(clock).Find() is not { } tools)
        {
            session.Say($"Nobody looked at {page}: there is no {ChromiumRecipe.Chromium}.");
            return;
        }

        var picture = Path.Combine(Folder, $"{name}.png");
        var visit = await new HeadlessChromium(tools[ChromiumRecipe.Chromium])
            .OpenAsync(page, Height, Path.GetFullPath(picture), cancellationToken);
        var drawings = visit.Document.Split("<svg").Length - 1;
        List<string> problems =
        [
            .. visit.Console.Select(line => $"the browser's console says {line}"),
            .. visit.Requests.Select(url => $"it wants {url} from the network"),
            .. Missing(visit.Document, verdict),
        ];
        if (drawings == 0)
        {
            problems.Add("it has no drawings");
        }

        if (problems.Count > 0)
        {
            throw new DemoFailedException($"{page}: {string.Join("; ", problems)}.");
        }

        session.Say(
            $"Chromium, without a network, shows the verdict '{verdict}', the table of objectives and {drawings} drawings; "
            + $"no requests, nothing on its console; the picture is {picture} ({new FileInfo(page).Length / 1000} kB of HTML).");
    }

    private static IEnumerable<string> Missing(string document, string verdict) =>
        new[] { $">{verdict}<", "Objectives by version", "<table" }
            .Where(part => !document.Contains(part, StringComparison.Ordinal))
            .Select(part => $"it has no '{part}'");
}
