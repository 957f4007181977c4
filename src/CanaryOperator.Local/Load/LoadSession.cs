using CanaryOperator.Kubernetes;
using CanaryOperator.Runtime;
using Spectre.Console;

namespace CanaryOperator.Local.Load;

/// <summary>Loads one InferenceService, and judges whether its revisions answered in the shares that its status tells.</summary>
internal sealed class LoadSession(IKubernetesClient client, IAnsiConsole console, TimeProvider clock)
{
    private const double Confidence = 0.99;

    private readonly LoadTargetFinder _finder = new(client);

    /// <param name="payload">Null for a small one that fits the model's protocol.</param>
    /// <param name="cancellationToken">Ends the run early; what was measured until then is shown and judged.</param>
    /// <returns>No request failed, and no share is outside of what chance allows.</returns>
    /// <exception cref="LoadTargetException">There is nothing to send requests to.</exception>
    /// <exception cref="KubernetesException">The API server does not answer, or refuses to.</exception>
    public async Task<bool> RunAsync(
        NamespacedName name, double rate, TimeSpan duration, byte[]? payload, CancellationToken cancellationToken)
    {
        var target = await _finder.FindAsync(name, cancellationToken);
        var options = LoadOptions.For(target) with { Rate = rate, Duration = duration };
        options = options with { Payload = payload ?? options.Payload };
        Write($"{rate} requests per second for {duration.TotalSeconds:0.###} s to {target.Address}, Host: {target.Host}\n");
        var result = await LoadDisplay.RunAsync(
            console, duration, progress => new LoadGenerator(clock).RunAsync(options, progress, cancellationToken));
        Write($"\n{LoadReport.Requests(result)}\n");
        var sharesAreGood = ShowShares(result, target, await HasMovedAsync(name, target));
        return result.Failed == 0 && sharesAreGood;
    }

    /// <returns>Nothing is wrong with them, as far as can be told.</returns>
    private bool ShowShares(LoadResult result, LoadTarget target, bool hasMoved)
    {
        var verdicts = ShareVerdict.Of(result, target.Percents, Confidence);
        if (result.Revisions.Count == 0)
        {
            Write("No answer tells which revision gave it, so the shares have no verdict.\n");
            return true;
        }

        if (hasMoved)
        {
            Write(LoadReport.SharesAlone(verdicts)
                + "The InferenceService was changed during the run, or cannot be read any more: the shares have no verdict.\n");
            return true;
        }

        Write(LoadReport.Shares(verdicts, Confidence));
        return verdicts.All(verdict => verdict.IsInside);
    }

    private async Task<bool> HasMovedAsync(NamespacedName name, LoadTarget before)
    {
        try
        {
            // Also after Ctrl-C.
            return !(await _finder.FindAsync(name, CancellationToken.None)).HasTrafficOf(before);
        }
        catch (Exception exception) when (exception is LoadTargetException or KubernetesException)
        {
            return true;
        }
    }

    /// <summary>As it is, past the console, which would wrap a table to its width.</summary>
    private void Write(string text)
    {
        console.Profile.Out.Writer.Write(text);
        console.Profile.Out.Writer.Flush();
    }
}
