using System.Globalization;
using System.Text.Json;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Providers;

/// <summary>Any HTTP API that answers in JSON.</summary>
internal sealed class RestProvider(ProviderClient client) : IMetricProvider
{
    public async Task<Reading> MeasureAsync(ExpandedMetric metric, CancellationToken cancellationToken)
    {
        var query = metric.Rest!;
        var answer = await client.SendAsync(
            new(query.Method, query.Path, query.Body, "application/json"), errorOf: null, cancellationToken);
        return answer.Problem is { } problem ? Reading.Failed(problem) : Read(query.JsonPath, answer.Json!.Value);
    }

    public void Dispose() => client.Dispose();

    private static Reading Read(string path, JsonElement answer)
    {
        if (JsonPath.Find(answer, path) is not { } found || found.ValueKind == JsonValueKind.Null)
        {
            return Reading.NoData($"the answer has nothing at {path}");
        }

        return found.ValueKind switch
        {
            JsonValueKind.Number => Reading.Of(found.GetDouble()),
            JsonValueKind.String when double.TryParse(found.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) =>
                Reading.Of(value),
            _ => Reading.Failed($"the answer has no number at {path} but {Shortened(found.GetRawText())}"),
        };
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}...";
}
