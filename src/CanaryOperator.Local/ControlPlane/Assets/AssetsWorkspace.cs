using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>What the steps of one recipe share.</summary>
/// <param name="Bin">Where the finished binaries go.</param>
/// <param name="Work">For everything else; deleted at the end, whatever the end is.</param>
/// <param name="Log">What the commands print; survives a failure.</param>
internal sealed record AssetsWorkspace(string Bin, string Work, string Log)
{
    public string InWork(params ReadOnlySpan<string> parts) => Path.Combine([Work, .. parts]);

    public string InBin(string name) => Path.Combine(Bin, name);

    /// <exception cref="AssetsStepException">It failed; the message has the end of its output.</exception>
    public Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(new ChildProcessStart(program, arguments, Log) { WorkingDirectory = Work }, cancellationToken);

    /// <inheritdoc cref="RunAsync(string,IReadOnlyList{string},CancellationToken)"/>
    public async Task RunAsync(ChildProcessStart start, CancellationToken cancellationToken)
    {
        await File.AppendAllLinesAsync(Log, [$"$ {start.FileName} {string.Join(' ', start.Arguments)}"], cancellationToken);
        await using var process = await ChildProcess.StartAsync(start, cancellationToken);
        var code = await process.Exited.WaitAsync(cancellationToken);
        if (code != 0)
        {
            throw new AssetsStepException(
                $"{start.FileName} failed with exit code {code}. The last lines of {Log}:{Environment.NewLine}{LogTail.Read(Log)}");
        }
    }
}
