using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Api.Validation;

namespace CanaryOperator.Experiments.Load;

/// <summary>What the author of a load must change, whatever the operator's configuration allows.</summary>
internal static partial class LoadValidation
{
    private const int MostLoads = 5;

    /// <summary>Of one loop, for all loads and versions: what the status can hold.</summary>
    private const int MostValues = 200;

    private const string DurationAdvice = "must be a duration above 0, as in 90s, 5m or 1h30m";

    /// <summary>Of the connection, not of the request; or said by another field.</summary>
    private static readonly HashSet<string> ForeignHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Content-Type", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    };

    /// <param name="versions">How many the Experiment has.</param>
    /// <param name="sources">Names of its metric sources.</param>
    public static IEnumerable<FieldError> Errors(IReadOnlyList<LoadSpec> loads, int versions, IReadOnlyCollection<string?> sources)
    {
        var values = loads.Sum(load => new PlannedLoad(load, null, []).Percentiles.Count + LoadMetrics.WithoutPercentiles) * versions;
        if (loads.Count > MostLoads || values > MostValues)
        {
            yield return new(
                "spec.load",
                $"{loads.Count}",
                $"may be at most {MostLoads}, with at most {MostValues} values of all versions; there are {values}");
        }

        for (var index = 0; index < loads.Count; index++)
        {
            var (field, load) = ($"spec.load[{index}]", loads[index]);
            var name = LoadSpec.NameOf(load);
            if (!DnsNames.IsLabel(name))
            {
                yield return new($"{field}.name", name, "must be lower case letters, digits and -, at most 63");
            }
            else if (sources.Contains(name) || loads.Take(index).Any(other => LoadSpec.NameOf(other) == name))
            {
                yield return new($"{field}.name", name, "must not be another load's or metric source's too");
            }

            foreach (var error in Pace(field, load).Concat(Request(field, load)).Concat(Answers(field, load)))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<FieldError> Pace(string field, LoadSpec load)
    {
        if (load.Rate is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            yield return new($"{field}.rate", $"{rate}", "must be above 0");
        }

        if (load.Connections < 1)
        {
            yield return new($"{field}.connections", $"{load.Connections}", "must be at least 1");
        }

        if (load.Duration is not null && load.Requests is not null)
        {
            yield return new($"{field}.requests", $"{load.Requests}", "must not be set together with duration");
        }

        if (load.WarmUp is { } warmUp && warmUp.Duration is null == warmUp.Requests is null)
        {
            yield return new($"{field}.warmUp", null, "must have one of duration and requests");
        }

        foreach (var (part, duration, requests) in new[]
        {
            (field, load.Duration, load.Requests), ($"{field}.warmUp", load.WarmUp?.Duration, load.WarmUp?.Requests),
        })
        {
            if (duration is not null && GoDuration.Seconds(duration) is not > 0)
            {
                yield return new($"{part}.duration", duration, DurationAdvice);
            }

            if (requests < 1)
            {
                yield return new($"{part}.requests", $"{requests}", "must be at least 1");
            }
        }
    }

    private static IEnumerable<FieldError> Request(string field, LoadSpec load)
    {
        if (string.IsNullOrEmpty(load.Url))
        {
            yield return new($"{field}.url", null, "must say what is asked");
        }

        if (load.ContentType is { } type && !MediaTypeHeaderValue.TryParse(type, out _))
        {
            yield return new($"{field}.contentType", type, "must be a media type, as in application/json");
        }

        var names = (load.Headers ?? new Dictionary<string, string>()).Keys.ToList();
        foreach (var name in names.Where(name => !HeaderName().IsMatch(name) || ForeignHeaders.Contains(name)))
        {
            yield return new($"{field}.headers", name, "is no header that a load may set");
        }

        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            yield return new($"{field}.headers", null, "must not have a name twice, in whatever case");
        }
    }

    private static IEnumerable<FieldError> Answers(string field, LoadSpec load)
    {
        foreach (var range in (load.ErrorRanges ?? []).Where(range => range is { Lower: null, Upper: null } || range.Lower > range.Upper))
        {
            yield return new($"{field}.errorRanges", $"{range.Lower} to {range.Upper}", "must have a lower that is not above its upper");
        }

        var percentiles = load.LatencyPercentiles ?? [];
        foreach (var percentile in percentiles.Where(percentile => percentile is not (> 0 and < 100)))
        {
            yield return new($"{field}.latencyPercentiles", $"{percentile}", "must be above 0 and below 100");
        }

        if (percentiles.Distinct().Count() < percentiles.Count)
        {
            yield return new($"{field}.latencyPercentiles", null, "must not have a percentile twice");
        }
    }

    [GeneratedRegex(@"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HeaderName();
}
