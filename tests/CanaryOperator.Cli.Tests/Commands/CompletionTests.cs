using System.Diagnostics;

namespace CanaryOperator.Cli.Tests.Commands;

/// <summary>The scripts, in the shells they are for, with the program that is built beside us.</summary>
public sealed class CompletionTests
{
    [ShellFact("bash")]
    public async Task Bash_completes_commands_and_values()
    {
        const string ask =
            """
            source <(kubectl-canary completion bash)
            for COMP_LINE in "kubectl-canary re" "kubectl-canary report -o "; do
              COMP_POINT=${#COMP_LINE}
              read -ra COMP_WORDS <<< "$COMP_LINE"
              [[ $COMP_LINE == *" " ]] && COMP_WORDS+=("")
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
              _kubectl_canary
              echo "${COMPREPLY[@]}"
            done
            """;

        (await RunAsync("bash", ask)).Should().Equal("report", "html json text");
    }

    [ShellFact("zsh")]
    public async Task Zsh_completes_commands_and_values()
    {
        const string ask =
            """
            compdef() { : }
            compadd() { shift; echo "$@" }
            source <(kubectl-canary completion zsh)
            for BUFFER in "kubectl-canary re" "kubectl-canary report -o "; do CURSOR=${#BUFFER}; _kubectl_canary; done
            """;

        (await RunAsync("zsh", ask)).Should().Equal("report", "html json text");
    }

    [ShellFact("fish")]
    public async Task Fish_completes_commands_and_values()
    {
        const string ask =
            """
            kubectl-canary completion fish | source
            complete --do-complete "kubectl-canary re"
            complete --do-complete "kubectl-canary report -o "
            """;

        (await RunAsync("fish", ask)).Should().Equal("report", "html", "json", "text");
    }

    /// <returns>The lines that it prints.</returns>
    private static async Task<IReadOnlyList<string>> RunAsync(string shell, string script)
    {
        var start = new ProcessStartInfo(shell, ["-c", script])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
