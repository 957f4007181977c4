using CanaryOperator.Experiments.Load;

namespace CanaryOperator.Local.Load;

/// <summary>One run of a <see cref="LoadGenerator"/>; begins when it is created.</summary>
internal sealed class LoadRun : IDisposable
{
    private readonly PredictionClient _client;
    private readonly LoadRecorder _recorder = new();
    private readonly PacedSender<Answer> _sender;

    public LoadRun(LoadOptions options, TimeProvider clock)
    {
        _client = new(options, clock);
        var planned = (long)Math.Round(options.Rate * options.Duration.TotalSeconds);
        _sender = new(new(options.Rate, planned, options.Duration, options.MaxInFlight), _client.AskAsync, _recorder.Add, clock);
    }

    public LoadProgress Progress => _recorder.Progress(_sender.Elapsed);

    public async Task<LoadResult> ToItsEndAsync(CancellationToken cancellationToken)
    {
        var notSent = await _sender.ToItsEndAsync(cancellationToken);
        return _recorder.Result(_sender.Elapsed, notSent);
    }

    public void Dispose()
    {
        _client.Dispose();
        _sender.Dispose();
    }
}
