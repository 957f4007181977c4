using System.Diagnostics;

namespace CanaryOperator.Local.ControlPlane.Processes;

/// <summary>A process, with all its descendants, that does not outlive ours, however ours ends (see <see cref="GuardScript"/>).</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _guard;

    private ChildProcess(Process guard, int id, string logPath)
    {
        _guard = guard;
        Id = id;
        LogPath = logPath;
        Exited = ReadExitCodeAsync();
    }

    /// <summary>Also the id of its process group.</summary>
    public int Id { get; }

    public string LogPath { get; }

    /// <summary>Ends when the process did, with its exit code as shells count: 127 if it could not start, 128 + n after signal n.</summary>
    public Task<int> Exited { get; }

    /// <exception cref="IOException">There is no bash, or the folder cannot be created.</exception>
    public static async Task<ChildProcess> StartAsync(ChildProcessStart start, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = start.WorkingDirectory ?? string.Empty,
        };
        string[] guardArguments = ["-c", GuardScript.Text, "guard", start.Folder ?? string.Empty, start.LogPath];
        foreach (var argument in guardArguments.Append(start.FileName).Concat(start.Arguments))
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        // Whatever the user's shell is told to read first could print where we expect the process id.
        info.Environment.Remove("BASH_ENV");
        var guard = StartGuard(info);
        try
        {
            var id = await guard.StandardOutput.ReadLineAsync(cancellationToken);
            return id is not null
                ? new ChildProcess(guard, int.Parse(id), start.LogPath)
                : throw new IOException($"Cannot start {start.FileName}: {await guard.StandardError.ReadToEndAsync(cancellationToken)}");
        }
        catch
        {
            await EndAsync(guard);
            throw;
        }
    }

    /// <summary>Asks politely (SIGTERM), and insists after <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider clock, CancellationToken cancellationToken)
    {
        await SendAsync(GuardScript.Terminate, cancellationToken);
        try
        {
            await Exited.WaitAsync(grace, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            await KillAsync(cancellationToken);
        }
    }

    /// <summary>SIGKILL, as after a crash.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await SendAsync(GuardScript.Kill, cancellationToken);
        await Exited.WaitAsync(cancellationToken);
    }

    /// <summary>Disposes of a process that has exited, but leaves its folder to the others that share it.</summary>
    public async Task DisposeKeepingFolderAsync()
    {
        await SendAsync(GuardScript.KeepFolder, CancellationToken.None);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_guard);
        await Exited;
        _guard.Dispose();
    }

    private static Process StartGuard(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"Cannot start bash, which watches over the processes of the local cluster: {e.Message}", e);
        }
    }

    private static async Task EndAsync(Process guard)
    {
        guard.StandardInput.Close();
        await guard.WaitForExitAsync(CancellationToken.None);
    }

    private async Task SendAsync(string word, CancellationToken cancellationToken)
    {
        await _guard.StandardInput.WriteLineAsync(word.AsMemory(), cancellationToken);
        await _guard.StandardInput.FlushAsync(cancellationToken);
    }

    private async Task<int> ReadExitCodeAsync()
    {
        var line = await _guard.StandardOutput.ReadLineAsync(CancellationToken.None);
        // Without a code it was the guard that somebody killed; the watchdog beside it ends the process with our pipe.
        return int.TryParse(line, out var code) ? code : -1;
    }
}
