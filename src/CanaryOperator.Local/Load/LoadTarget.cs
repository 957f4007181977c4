namespace CanaryOperator.Local.Load;

/// <summary>Where the predictions of an InferenceService are asked for, and who should give them.</summary>
/// <param name="Address">At the gateway.</param>
/// <param name="Host">That the gateway routes by.</param>
/// <param name="Generation">Counts changes of the InferenceService's spec.</param>
/// <param name="Percents">By revision: its share of its component's requests, as the status tells it.</param>
internal sealed record LoadTarget(
    Uri Address, string Host, PredictionProtocol Protocol, long Generation, IReadOnlyDictionary<string, long> Percents)
{
    /// <summary>Nobody moved traffic between the two looks, not even there and back.</summary>
    public bool HasTrafficOf(LoadTarget other) => Generation == other.Generation
        && Percents.Count == other.Percents.Count
        && Percents.All(share => other.Percents.TryGetValue(share.Key, out var percent) && percent == share.Value);
}
