using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.ControlPlane.Components;

/// <summary>Starts the components one by one: each is up before the next begins.</summary>
/// <param name="folder">Where their logs go.</param>
/// <param name="ownsFolder">Whether the folder is to go with the processes.</param>
internal sealed class ComponentStarter(string folder, bool ownsFolder, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>They take seconds; on a machine that does other things too, longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int _logs;

    /// <param name="isReady">Asked again and again while the process runs.</param>
    /// <exception cref="ControlPlaneStartException">It ended, or was not ready within two minutes.</exception>
    public async Task<ChildProcess> StartAsync(
        string binary, IReadOnlyList<string> arguments, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(binary);
        var start = new ChildProcessStart(binary, arguments, NextLog(name))
        {
            Folder = ownsFolder ? folder : null,
            Environment = new Dictionary<string, string?>
            {
                // Debian's etcd asks for this on arm64, and reads it nowhere else.
                ["ETCD_UNSUPPORTED_ARCH"] = "arm64",
            },
        };
        var process = await ChildProcess.StartAsync(start, cancellationToken);
        try
        {
            await WaitAsync(name, process, isReady, cancellationToken);
            return process;
        }
        catch
        {
            await process.KillAsync(CancellationToken.None);
            await process.DisposeKeepingFolderAsync();
            throw;
        }
    }

    /// <summary>A log for every start, so that the reason of one failure is not taken for that of the next.</summary>
    private string NextLog(string component)
    {
        var log = Path.Combine(folder, $"{component}-{++_logs}.log");
        if (File.Exists(log))
        {
            File.Delete(log);
        }

        return log;
    }

    private async Task WaitAsync(
        string name, ChildProcess process, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (!await isReady(cancellationToken))
        {
            if (process.Exited.IsCompleted)
            {
                throw Failure($"{name} ended with exit code {await process.Exited} instead of starting.", process);
            }

            if (clock.GetElapsedTime(start) > Patience)
            {
                throw Failure($"{name} was not ready within {Patience.TotalMinutes} minutes.", process);
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    private static ControlPlaneStartException Failure(string what, ChildProcess process)
    {
        var log = LogTail.Read(process.LogPath);
        var portWasTaken = log.Contains("address already in use", StringComparison.Ordinal);
        return new ControlPlaneStartException($"{what} The last lines of its log:{Environment.NewLine}{log}", portWasTaken);
    }
}
