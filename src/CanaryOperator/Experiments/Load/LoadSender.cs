namespace CanaryOperator.Experiments.Load;

/// <summary>Sends a load to all versions at the same time, so that they have the same conditions.</summary>
internal sealed class LoadSender(LoadLimits limits, TimeProvider clock)
{
    /// <returns>What became of each of <see cref="PlannedLoad.ToSend"/>, in their order.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; requests that had no answer yet are given up.</exception>
    public async Task<IReadOnlyList<LoadSample>> SendAsync(PlannedLoad load, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var clients = load.ToSend.Select(request => new LoadClient(request.Request, load.IsError, clock)).ToList();
        try
        {
            await SendAsync(load.WarmUp);
            return await SendAsync(load.Measured);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        async Task<LoadSample[]> SendAsync(LoadLength length)
        {
            var left = limits.MaxDuration - clock.GetElapsedTime(start);
            var duration = length.EndsInTime && length.Duration < left ? length.Duration : left > TimeSpan.Zero ? left : TimeSpan.Zero;
            var pace = new Pace(load.Rate, length.Requests, duration, load.Connections);
            return await Task.WhenAll(clients.Select(client => this.SendAsync(pace, client, cancellationToken)));
        }
    }

    private async Task<LoadSample> SendAsync(Pace pace, LoadClient client, CancellationToken cancellationToken)
    {
        var sample = new LoadSample();
        using var sender = new PacedSender<LoadAnswer>(pace, () => client.AskAsync(cancellationToken), sample.Add, clock);
        await sender.ToItsEndAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return sample;
    }
}
