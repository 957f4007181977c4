namespace CanaryOperator.Experiments.Load;

/// <summary>A load and what became of it.</summary>
/// <param name="Samples">Of <see cref="PlannedLoad.ToSend"/>, in their order.</param>
internal sealed record SentLoad(PlannedLoad Load, IReadOnlyList<LoadSample> Samples)
{
    /// <summary>Null when nothing was sent.</summary>
    public LoadSample? SampleOf(PlannedRequest request) =>
        Load.ToSend.Zip(Samples).Where(sent => sent.First == request).Select(sent => sent.Second).FirstOrDefault();

    /// <summary>A sentence for each request that had errors.</summary>
    public IEnumerable<string> Errors() => Load.ToSend.Zip(Samples)
        .Where(sent => sent.Second.Failed > 0)
        .Select(sent => $"Requests of the load {Load.Name} to {sent.First.Receivers} failed with "
            + string.Join(", ", sent.Second.Errors.Keys.Order(StringComparer.Ordinal)));
}
