using System.ComponentModel;
using System.Diagnostics;

namespace CanaryOperator.Kubernetes.Authentication.Exec;

/// <summary>Runs a plugin once.</summary>
internal sealed class ExecPlugin(ExecConfiguration exec, TimeProvider clock)
{
    public const string InfoVariable = "KUBERNETES_EXEC_INFO";

    /// <summary>For plugins that go through a login service; a person is not waiting.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Enough of what a plugin complains about to know what is wrong.</summary>
    private const int MaxComplaintLength = 2048;

    /// <param name="info">Value of <see cref="InfoVariable"/>.</param>
    /// <param name="cancellationToken">Ends the plugin, too.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="KubeConfigException">It is missing, failed, or took longer than a minute.</exception>
    public async Task<string> RunAsync(string info, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var process = Start(info);
        try
        {
            process.StandardInput.Close();

            // Both at once: a plugin that fills one pipe while we wait on the other would never end.
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var complaint = process.StandardError.ReadToEndAsync(either.Token);

            // A grandchild that outlives the plugin may hold the pipes open, which no token interrupts: hence the second wait.
            await Task.WhenAll(output, complaint, process.WaitForExitAsync(either.Token)).WaitAsync(either.Token);
            return process.ExitCode == 0
                ? await output
                : throw Error($"failed with exit code {process.ExitCode}: {Shortened(await complaint)}");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Error($"did not end within {Timeout.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public KubeConfigException Error(string problem, Exception? cause = null)
    {
        var hint = string.IsNullOrWhiteSpace(exec.InstallHint) ? "" : $" {exec.InstallHint.Trim()}";
        return new KubeConfigException($"Credential plugin {exec.Command} {problem}.{hint}", cause);
    }

    private Process Start(string info)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        start.FileName = ExecutableFinder.Find(exec.Command, start.Environment["PATH"]) ?? throw Error("was not found");
        foreach (var argument in exec.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in exec.EnvironmentVariables)
        {
            start.Environment[name] = value;
        }

        start.Environment[InfoVariable] = info;
        try
        {
            return Process.Start(start) ?? throw Error("could not be started");
        }
        catch (Win32Exception e)
        {
            throw Error($"could not be started: {e.Message}", e);
        }
    }

    private static string Shortened(string complaint)
    {
        var text = complaint.Trim();
        return text.Length switch
        {
            0 => "it printed no reason",
            <= MaxComplaintLength => text,
            _ => "… " + text[^MaxComplaintLength..],
        };
    }
}
