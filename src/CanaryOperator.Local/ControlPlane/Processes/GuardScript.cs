namespace CanaryOperator.Local.ControlPlane.Processes;

/// <summary>
/// The shell that stands between us and a process we start. Its standard input is a pipe whose other end only we hold, so the kernel itself
/// tells it when we are gone, be it by SIGKILL: then it kills everything the process started and removes the folder.
/// </summary>
/// <remarks>
/// bash, because its <c>set -m</c> gives the process a group of its own on Linux and macOS alike: one signal reaches all descendants, and
/// Ctrl-C in the terminal reaches none of them before we decide what to do.
/// The watchdog must be gone before anybody is told of the end: while it dies, it may still take a byte of the next word from the pipe.
/// Arguments: the folder to create and to remove at the end (may be empty), the log file, the command. Standard output: the process id,
/// then, once it ended, its exit code. Standard input: a signal's name per line, or <see cref="KeepFolder"/>.
/// </remarks>
internal static class GuardScript
{
    public const string Terminate = "TERM";
    public const string Kill = "KILL";

    /// <summary>Understood only after the exit code was printed.</summary>
    public const string KeepFolder = "KEEP";

    public const string Text =
        """
        set -m
        folder=$1 log=$2
        shift 2
        trap : HUP INT QUIT TERM PIPE
        umask 077
        if [ -n "$folder" ]; then mkdir -p -- "$folder" || exit 1; fi
        exec 2>/dev/null
        end_group() { for _ in {1..200}; do kill -s KILL -- "-$child" || break; sleep 0.05; done; }
        remove_folder() { [ -z "$folder" ] || rm -rf -- "$folder"; }
        "$@" </dev/null >>"$log" 2>&1 &
        child=$!
        { while read -r signal; do kill -s "$signal" -- "-$child"; done; end_group; remove_folder; } <&0 >/dev/null &
        watchdog=$!
        echo "$child"
        while :; do wait "$child"; code=$?; kill -0 "$child" || break; done
        kill -s KILL -- "-$watchdog"
        while kill -0 "$watchdog"; do wait "$watchdog"; done
        end_group
        echo "$code"
        while read -r word; do [ "$word" != KEEP ] || folder=; done
        remove_folder
        """;
}
