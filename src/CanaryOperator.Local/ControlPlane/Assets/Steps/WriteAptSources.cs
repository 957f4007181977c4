namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <param name="etcApt">The machine's configuration of apt: <c>/etc/apt</c>.</param>
internal sealed class WriteAptSources(string etcApt) : IAssetsStep
{
    public string What => "Finding this machine's Debian mirror";

    public TimeSpan Usual => TimeSpan.Zero;

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var sources = BookwormSources.From(ReadAll()) ?? throw new AssetsStepException(
            $"no apt source in {etcApt} is Debian itself (a suite of Debian with the component main).");
        AptFolder.Create(workspace);
        await File.WriteAllTextAsync(AptFolder.SourcesFile(workspace), sources, cancellationToken);
    }

    private IEnumerable<AptSource> ReadAll()
    {
        var parts = Path.Combine(etcApt, "sources.list.d");
        var files = Directory.Exists(parts) ? Directory.GetFiles(parts).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return files.Prepend(Path.Combine(etcApt, "sources.list")).Where(File.Exists).SelectMany(file => Path.GetExtension(file) switch
        {
            ".list" => AptSourcesParser.ParseOneLine(File.ReadAllText(file)),
            ".sources" => AptSourcesParser.ParseDeb822(File.ReadAllText(file)),
            _ => [],
        });
    }
}
