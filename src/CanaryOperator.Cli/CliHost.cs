using CanaryOperator.Core.Texts;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Cli;

/// <summary>Everything outside the program that commands touch, apart from the cluster.</summary>
internal sealed record CliHost
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Notes, progress and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Output"/> can be drawn on.</summary>
    public required bool IsTerminal { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Random Random { get; init; }

    public required KubernetesEnvironment Kubernetes { get; init; }

    /// <summary>Tells what the reader may not expect, and need not act on.</summary>
    public void Note(string text) => Error.WriteLine($"note: {PlainText.Of(text)}");
}
