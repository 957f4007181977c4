namespace CanaryOperator.Cli;

/// <summary>A command ends here.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">For the reader: what is wrong and what to do.</param>
internal sealed class CommandFailedException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;

    public static CommandFailedException Usage(string message) => new(ExitCodes.Usage, message);
}
