using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.Cluster;

/// <summary>The operator itself, in a process of its own as in a cluster, so that it can be killed and watched like there.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly TimeProvider _clock;

    private OperatorProcess(ChildProcess process, Uri health, Uri metrics, TimeProvider clock) =>
        (_process, Health, Metrics, _clock) = (process, health, metrics, clock);

    public int Id => _process.Id;

    /// <summary>Serves <c>/healthz</c> and <c>/readyz</c>.</summary>
    public Uri Health { get; }

    /// <summary>Serves <c>/metrics</c>.</summary>
    public Uri Metrics { get; }

    public string LogPath => _process.LogPath;

    public Task<int> Exited => _process.Exited;

    /// <summary>Returns once the operator is ready.</summary>
    /// <param name="arguments">Besides the cluster's and the ports.</param>
    /// <exception cref="IOException">It ended, or was not ready within a minute; the message has the end of its log.</exception>
    public static Task<OperatorProcess> StartAsync(
        string kubeconfig, string logPath, IReadOnlyList<string> arguments, TimeProvider clock, CancellationToken cancellationToken) =>
        StartAsync(OperatorProgram.BesideUs, kubeconfig, logPath, arguments, clock, cancellationToken);

    /// <inheritdoc cref="StartAsync(string,string,IReadOnlyList{string},TimeProvider,CancellationToken)"/>
    public static async Task<OperatorProcess> StartAsync(
        OperatorProgram program,
        string kubeconfig,
        string logPath,
        IReadOnlyList<string> arguments,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (health, metrics) = (LoopbackPort.Pick(), LoopbackPort.Pick());
        string[] all =
        [
            .. program.Arguments,
            "--kubeconfig", kubeconfig,
            "--health-probe-bind-address", $"127.0.0.1:{health}",
            "--metrics-bind-address", $"127.0.0.1:{metrics}",
            "--log-json", "false",
            .. arguments,
        ];
        var process = await ChildProcess.StartAsync(new(program.FileName, all, logPath), cancellationToken);
        var started = new OperatorProcess(process, new($"http://127.0.0.1:{health}/"), new($"http://127.0.0.1:{metrics}/"), clock);
        try
        {
            await started.WaitUntilReadyAsync(cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: it gets no chance to finish anything, or to give its lease back.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => _process.KillAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.Exited.IsCompleted)
        {
            await _process.StopAsync(Grace, _clock, CancellationToken.None);
        }

        await _process.DisposeAsync();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var start = _clock.GetTimestamp();
        while (!await IsReadyAsync(http, cancellationToken))
        {
            if (_process.Exited.IsCompleted || _clock.GetElapsedTime(start) > Patience)
            {
                var what = _process.Exited.IsCompleted
                    ? $"ended with exit code {await _process.Exited}"
                    : $"is not ready after {Patience.TotalSeconds:0} s";
                throw new IOException($"The operator {what}. The end of its log ({LogPath}):{Environment.NewLine}{LogTail.Read(LogPath)}");
            }

            await Task.Delay(Interval, _clock, cancellationToken);
        }
    }

    private async Task<bool> IsReadyAsync(HttpMessageInvoker http, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Health, "readyz"));
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
