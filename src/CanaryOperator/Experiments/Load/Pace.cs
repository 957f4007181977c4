namespace CanaryOperator.Experiments.Load;

/// <summary>How requests follow each other.</summary>
/// <param name="Rate">Per second, above 0.</param>
/// <param name="Requests">How many are due.</param>
/// <param name="Duration">What was not sent until then is not sent any more.</param>
/// <param name="MaxInFlight">How many may wait for their answers; what is due beyond them has to wait.</param>
internal readonly record struct Pace(double Rate, long Requests, TimeSpan Duration, int MaxInFlight);
