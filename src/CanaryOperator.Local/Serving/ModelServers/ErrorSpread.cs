namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>Says which predictions fail, evenly spread: of 5 % every 20th. Thread-safe.</summary>
internal sealed class ErrorSpread(double percent)
{
    // Decimal: 0.1 % of 1000 is to be 1, not almost 1.
    private readonly decimal _percent = (decimal)percent;
    private long _predictions;

    public bool NextFails()
    {
        var prediction = Interlocked.Increment(ref _predictions);
        return FailuresUntil(prediction) > FailuresUntil(prediction - 1);
    }

    private decimal FailuresUntil(long prediction) => decimal.Floor(prediction * _percent / 100);
}
