using System.Buffers;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.Demos;

/// <summary><c>kubectl canary</c>, typed where a reader can see it.</summary>
internal sealed class CanaryPlugin(DemoSession session)
{
    private const int LongestLine = 120;

    /// <summary>What a shell would read as something of its own.</summary>
    private static readonly SearchValues<char> WantQuotes = SearchValues.Create(" *[]{}<>");

    /// <exception cref="DemoFailedException">It ended otherwise than expected.</exception>
    public async Task RunAsync(IReadOnlyList<string> arguments, int exitCode, CancellationToken cancellationToken)
    {
        var result = await AskAsync(arguments, cancellationToken);
        session.Print($"$ {Command(arguments)}\n{result.Output}{result.Error}");
        if (exitCode != 0)
        {
            session.Print($"$ echo $?\n{result.ExitCode}\n");
        }

        Expect(arguments, result, exitCode);
    }

    /// <summary>Its output goes into the file.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task RunIntoAsync(string file, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await AskAsync(arguments, cancellationToken);
        session.Print($"$ {Command(arguments)} > {file}\n{result.Error}");
        Expect(arguments, result, exitCode: 0);
        await File.WriteAllTextAsync(file, result.Output, cancellationToken);
    }

    private static void Expect(IReadOnlyList<string> arguments, CapturedResult result, int exitCode)
    {
        if (result.ExitCode != exitCode)
        {
            throw new DemoFailedException(
                $"kubectl canary {arguments[0]} ended with exit code {result.ExitCode}, expected {exitCode}: {result.Error.Trim()}");
        }
    }

    /// <summary>As a person would type it: one option a line when there are many.</summary>
    private static string Command(IReadOnlyList<string> arguments)
    {
        var words = arguments.Select(Quoted).Prepend("kubectl canary").ToList();
        var line = string.Join(' ', words);
        return line.Length <= LongestLine ? line : line.Replace(" --", " \\\n    --", StringComparison.Ordinal);
    }

    private static string Quoted(string argument) => argument.AsSpan().ContainsAny(WantQuotes) ? $"'{argument}'" : argument;

    private Task<CapturedResult> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        session.Cluster.Kubectl.RunAsync(["canary", .. arguments], cancellationToken);
}
