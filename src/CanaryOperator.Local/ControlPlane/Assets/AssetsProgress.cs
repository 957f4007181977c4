using Spectre.Console;

namespace CanaryOperator.Local.ControlPlane.Assets;

internal static class AssetsProgress
{
    /// <summary>A live display on a terminal, plain lines anywhere else.</summary>
    public static IAssetsProgress For(IAnsiConsole console, TimeProvider clock) => console.Profile.Out.IsTerminal
        ? new TerminalAssetsProgress(console, clock)
        : new PlainAssetsProgress(TextWriter.Synchronized(console.Profile.Out.Writer), clock);
}
