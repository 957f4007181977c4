using CanaryOperator.Local.Browser;
using CanaryOperator.Local.Tests.ControlPlane;

namespace CanaryOperator.Local.Tests.Browser;

/// <summary>With the real Chromium.</summary>
public sealed class HeadlessChromiumTests : IDisposable
{
    private const string Troublesome =
        """
        <!DOCTYPE html><title>a</title><img src="https://picture.test/a.png">
        <script>document.title = "made by a script"; nothingOfThisName();</script>
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ChromiumFact]
    public async Task A_page_that_wants_something_from_the_network_and_fails_is_found_out()
    {
        await File.WriteAllTextAsync(_folder.At("page.html"), Troublesome);

        var visit = await OpenAsync(_folder.At("page.html"));

        visit.Requests.Should().Equal("https://picture.test/a.png");
        visit.Console.Should().ContainSingle().Which.Should().Contain("nothingOfThisName is not defined");
        visit.Document.Should().Contain("<title>made by a script</title>");
    }

    /// <summary>Those that the tests of reports compare with: hostile names, every verdict, no loop yet.</summary>
    [ChromiumFact]
    public async Task Reports_open_without_a_request_or_a_word_on_the_console()
    {
        var pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Reports"), "*.html");
        pages.Should().HaveCountGreaterThan(4);
        foreach (var page in pages)
        {
            var visit = await OpenAsync(page);

            visit.Requests.Should().BeEmpty(page);
            visit.Console.Should().BeEmpty(page);
            visit.Document.Should().Contain("<h1");
            new FileInfo(_folder.At("picture.png")).Length.Should().BePositive();
        }
    }

    private Task<PageVisit> OpenAsync(string page) =>
        new HeadlessChromium(ChromiumFactAttribute.Executable!).OpenAsync(page, 2000, _folder.At("picture.png"), CancellationToken.None);
}
