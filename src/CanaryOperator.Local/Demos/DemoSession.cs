using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Cluster;
using CanaryOperator.Runtime;
using Spectre.Console;

namespace CanaryOperator.Local.Demos;

/// <summary>Types commands into a cluster where a reader can see them, with what they really answered.</summary>
internal sealed class DemoSession(LocalCluster cluster, IAnsiConsole console, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public LocalCluster Cluster => cluster;

    public void Title(string text)
    {
        console.WriteLine();
        console.Write(new Rule(text.EscapeMarkup()).LeftJustified());
    }

    public void Say(string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]# {text}[/]");
    }

    /// <summary>As it is, past the console: a table that was wrapped to its width cannot be read.</summary>
    public void Print(string text)
    {
        console.Profile.Out.Writer.Write(text);
        console.Profile.Out.Writer.Flush();
    }

    /// <exception cref="DemoFailedException">kubectl failed.</exception>
    public async Task KubectlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await cluster.Kubectl.RunAsync(arguments, cancellationToken);
        Print(arguments, answer.Output + answer.Error);
        if (answer.ExitCode != 0)
        {
            throw new DemoFailedException($"kubectl {string.Join(' ', arguments)} ended with exit code {answer.ExitCode}.");
        }
    }

    /// <inheritdoc cref="ShowAsync(IReadOnlyList{string},Func{KubectlTable,IReadOnlyList{string}},TimeSpan,CancellationToken)"/>
    public Task ShowAsync(
        IReadOnlyList<string> arguments, Func<KubectlTable, IReadOnlyList<string>> differences, CancellationToken cancellationToken) =>
        ShowAsync(arguments, differences, Patience, cancellationToken);

    /// <summary>Asks until the table is as expected, and prints the last one.</summary>
    /// <param name="differences">What is not as expected; empty when nothing is.</param>
    /// <param name="patience">How long it may take.</param>
    /// <exception cref="DemoFailedException">It still is not.</exception>
    public async Task ShowAsync(
        IReadOnlyList<string> arguments,
        Func<KubectlTable, IReadOnlyList<string>> differences,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var answer = await cluster.Kubectl.RunAsync(arguments, cancellationToken);
            // Without a row there is no heading either, only "No resources found" on the error output.
            var different = answer.Output.Length > 0 ? differences(KubectlTable.Parse(answer.Output)) : [answer.Error.Trim()];
            var isTooLate = clock.GetElapsedTime(start) > patience;
            if (different.Count == 0 || isTooLate)
            {
                Print(arguments, answer.Output + answer.Error);
            }

            if (different.Count == 0)
            {
                return;
            }

            if (isTooLate)
            {
                throw new DemoFailedException(
                    $"After {patience.TotalSeconds:0} s still not as expected: {string.Join("; ", different)}.");
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    /// <summary>Asks until it is so, or until patience ends: the check that follows says what is wrong then.</summary>
    private async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (!await condition() && clock.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    /// <summary>The operator has told what became of the last change: cheaper than to ask kubectl again and again.</summary>
    public Task SettledAsync(ResourceDescriptor<InferenceService> resource, NamespacedName name, CancellationToken cancellationToken) =>
        UntilAsync(
            async () =>
            {
                var current = await cluster.Client.GetAsync(resource, name.Name, name.Namespace, cancellationToken);
                return current?.Status?.ObservedGeneration == current?.Generation()
                    && current?.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;
            },
            cancellationToken);

    /// <summary>What comes next uses the same names, and garbage collection takes a moment.</summary>
    /// <exception cref="DemoFailedException">Something outlived its owner.</exception>
    public async Task GoneAsync(CancellationToken cancellationToken)
    {
        var left = "";
        await UntilAsync(
            async () =>
            {
                string[] arguments = ["get", "ksvc,revisions.serving.knative.dev,pods", "-o", "name"];
                left = (await cluster.KubectlAsync(arguments, cancellationToken)).Trim();
                return left.Length == 0;
            },
            cancellationToken);
        if (left.Length > 0)
        {
            throw new DemoFailedException($"These outlived their InferenceService: {left}");
        }
    }

    /// <summary>Only the events of <c>kubectl describe</c>: the rest repeats the spec and the status.</summary>
    public async Task DescribeEventsAsync(string kind, string name, CancellationToken cancellationToken)
    {
        string[] arguments = ["describe", kind, name];
        var description = await cluster.KubectlAsync(arguments, cancellationToken);
        Print(arguments, description[Math.Max(0, description.IndexOf("\nEvents:", StringComparison.Ordinal) + 1)..]);
    }

    private void Print(IReadOnlyList<string> arguments, string answer) =>
        Print($"$ kubectl {string.Join(' ', arguments)}\n{answer}");
}
