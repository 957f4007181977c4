using System.CommandLine;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>completion</c>: scripts that ask the program itself what may come next.</summary>
internal static class CompletionCommand
{
    private const string Description =
        """
        Print a script that completes `kubectl-canary` in a shell, or `kubectl canary` (kubectl 1.26 and later).

        Examples:
          source <(kubectl canary completion bash)
          kubectl canary completion fish > ~/.config/fish/completions/kubectl-canary.fish
          kubectl canary completion kubectl > ~/.local/bin/kubectl_complete-canary && chmod +x ~/.local/bin/kubectl_complete-canary
        """;

    private const string Bash =
        """
        _kubectl_canary() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(kubectl-canary "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _kubectl_canary kubectl-canary

        """;

    private const string Zsh =
        """
        #compdef kubectl-canary
        _kubectl_canary() {
          local -a found
          found=("${(@f)$(kubectl-canary "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- $found
        }
        compdef _kubectl_canary kubectl-canary

        """;

    private const string Fish =
        """
        function _kubectl_canary
          set --local line (commandline --cut-at-cursor)
          kubectl-canary "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command kubectl-canary --no-files --arguments '(_kubectl_canary)'

        """;

    /// <summary>kubectl runs it with the words after <c>canary</c>; the last line says that no files are meant.</summary>
    private const string Kubectl =
        """
        #!/bin/sh
        line=kubectl-canary
        for word in "$@"; do line="$line $word"; done
        kubectl-canary "[suggest:${#line}]" "$line" 2>/dev/null
        echo ":4"

        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["kubectl"] = Kubectl,
    };

    public static Command Create(CliHost host)
    {
        var shell = new Argument<string>("shell") { Description = "For which shell, or for kubectl itself." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", Description) { shell };
        command.SetAction(async (parsed, _) =>
        {
            await host.Output.WriteAsync(Scripts[parsed.GetRequiredValue(shell)]);
            return ExitCodes.Holds;
        });
        return command;
    }
}
