namespace CanaryOperator.Cli.Reports.Html;

internal static class StyleSheet
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        const string Name = "CanaryOperator.Cli.Reports.Html.report.css";
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The program was built without {Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
