using CanaryOperator.Cli.Reports;

namespace CanaryOperator.Cli.Tests.Reports;

public sealed class ReportGoldenTests
{
    public static TheoryData<string> Samples => [.. SampleExperiments.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Text_is_as_before(string sample)
        => GoldenFile.Compare($"{sample}.txt", ReportWriter.Text(SampleExperiments.All[sample], SampleExperiments.Now));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Json_is_as_before(string sample)
        => GoldenFile.Compare($"{sample}.json", ReportWriter.Json(SampleExperiments.All[sample], SampleExperiments.Now));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Html_is_as_before(string sample)
        => GoldenFile.Compare($"{sample}.html", ReportWriter.Html(SampleExperiments.All[sample], SampleExperiments.Now));
}
