using System.Globalization;
using System.Text.Json;
using CanaryOperator.Core.Analysis;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Providers;

/// <summary>Instant queries of Prometheus's HTTP API, v1.</summary>
internal sealed class PrometheusProvider(ProviderClient client) : IMetricProvider
{
    public async Task<Reading> MeasureAsync(ExpandedMetric metric, CancellationToken cancellationToken)
    {
        var reading = Reading.NoData("the template has no query");
        foreach (var query in metric.Queries)
        {
            reading = await QueryAsync(query, cancellationToken);
            if (reading.Value is not null || reading.IsFailure)
            {
                break;
            }
        }

        return reading;
    }

    public void Dispose() => client.Dispose();

    private async Task<Reading> QueryAsync(string query, CancellationToken cancellationToken)
    {
        // POST, because a query may be longer than a URL may be.
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("query", query)]);
        var body = await content.ReadAsStringAsync(cancellationToken);
        var answer = await client.SendAsync(
            new(HttpMethod.Post, "api/v1/query", body, "application/x-www-form-urlencoded"), ErrorOf, cancellationToken);
        return answer.Problem is { } problem ? Reading.Failed(problem) : Read(answer.Json!.Value);
    }

    private static Reading Read(JsonElement answer)
    {
        try
        {
            return answer.GetProperty("status").GetString() == "success"
                ? ReadData(answer.GetProperty("data"))
                : Reading.Failed(ErrorOf(answer) ?? "the answer is not Prometheus's");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return Reading.Failed("the answer is not Prometheus's, or no single number");
        }
    }

    private static Reading ReadData(JsonElement data)
    {
        var result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() switch
        {
            "scalar" => Sample(result),
            "vector" => result.GetArrayLength() switch
            {
                0 => Reading.NoData("the query has no series"),
                1 => Sample(result[0].GetProperty("value")),
                var count => Reading.Failed($"the query has {count} series and must have one; aggregate them, as by sum(...)"),
            },
            var other => Reading.Failed($"the query gives a {other} and must give a single number"),
        };
    }

    /// <summary>A time and a value as text.</summary>
    private static Reading Sample(JsonElement sample) => sample[1].GetString() switch
    {
        "+Inf" => Reading.Of(double.PositiveInfinity),
        "-Inf" => Reading.Of(double.NegativeInfinity),
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? Reading.Of(value)
            : Reading.Failed($"the value '{text}' is no number"),
    };

    private static string? ErrorOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String
            ? error.GetString()
            : null;
}
