using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Experiments.Load;

/// <summary>A load of an Experiment in one loop.</summary>
/// <param name="Refusal">Why it is not sent; null when it is.</param>
internal sealed record PlannedLoad(LoadSpec Spec, string? Refusal, IReadOnlyList<PlannedRequest> Requests)
{
    private static readonly IReadOnlyList<StatusRange> DefaultErrors = [new() { Lower = 400 }];

    public string Name => LoadSpec.NameOf(Spec);

    public double Rate => Spec.Rate ?? LoadSpec.DefaultRate;

    public int Connections => Spec.Connections ?? LoadSpec.DefaultConnections;

    public IReadOnlyList<double> Percentiles => Spec.LatencyPercentiles ?? LoadSpec.DefaultPercentiles;

    public LoadLength WarmUp => Spec.WarmUp is { } warmUp ? LoadLength.Of(warmUp.Duration, warmUp.Requests, Rate) : default;

    public LoadLength Measured => LoadLength.Of(
        Spec.Duration, Spec.Requests ?? (Spec.Duration is null ? LoadSpec.DefaultRequests : null), Rate);

    /// <summary>Those that have somebody to answer them.</summary>
    public IReadOnlyList<PlannedRequest> ToSend =>
        Refusal is null ? [.. Requests.Where(request => request.Versions.Any(version => version.Missing is null))] : [];

    public bool IsError(int status) =>
        (Spec.ErrorRanges ?? DefaultErrors).Any(range => !(status < range.Lower) && !(status > range.Upper));

    /// <summary>For a person.</summary>
    public string Describe() =>
        $"Sends the load {Name}, {Rate} requests per second for {Measured.Duration.TotalSeconds:0.###} s, to each of "
        + string.Join(", ", ToSend.Select(request => request.Receivers));
}
