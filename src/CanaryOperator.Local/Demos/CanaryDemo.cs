using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Cluster;
using Spectre.Console;

namespace CanaryOperator.Local.Demos;

/// <summary>
/// The first tutorial with the real kubectl against the real API server, for both API groups. Every command is printed with what it really
/// answered, and checked against what the tutorial says.
/// </summary>
internal sealed class CanaryDemo(LocalCluster cluster, IAnsiConsole console, TimeProvider clock)
{
    public const string Name = "canary";

    private const string InferenceServiceName = "my-model";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <exception cref="DemoFailedException">Something is not as the tutorial says.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WalkAsync(new("KServe", "samples/canary/kserve", "isvc", InferenceServiceResources.KServe), cancellationToken);
        var beside = new CanaryWalk(
            "KFServing, beside KServe: the short name isvc means KServe's",
            "samples/canary",
            InferenceServiceResources.KFServing.QualifiedName,
            InferenceServiceResources.KFServing);
        await WalkAsync(beside, cancellationToken);

        Say("A cluster that has KFServing's kind alone: isvc means that one, as in the tutorial");
        await KubectlAsync(["delete", "crd", InferenceServiceResources.KServe.QualifiedName], cancellationToken);
        cluster.Kubectl.ForgetDiscovery();
        await WalkAsync(new("KFServing alone", "samples/canary", "isvc", InferenceServiceResources.KFServing), cancellationToken);
    }

    private async Task WalkAsync(CanaryWalk walk, CancellationToken cancellationToken)
    {
        console.WriteLine();
        console.Write(new Rule(walk.Title.EscapeMarkup()).LeftJustified());
        var revisions = new Dictionary<Revision, string>();
        foreach (var step in CanaryWalk.Steps)
        {
            Say(step.Story);
            await KubectlAsync(["apply", "-f", $"{walk.Samples}/{step.File}"], cancellationToken);
            await SettledAsync(walk, cancellationToken);
            await ShowAsync(["get", walk.Kind, InferenceServiceName], step.Expected, revisions, cancellationToken);
        }

        Say("What happened, as events tell it (the end of kubectl describe):");
        await DescribeEventsAsync(walk, cancellationToken);
        await KubectlAsync(["get", "ksvc,revisions.serving.knative.dev"], cancellationToken);
        await KubectlAsync(["delete", walk.Kind, InferenceServiceName], cancellationToken);
        await GoneAsync(cancellationToken);
    }

    /// <summary>Waits until the operator has told what became of the last change: cheaper than to ask kubectl again and again.</summary>
    private async Task SettledAsync(CanaryWalk walk, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Patience)
        {
            var current = await cluster.Client.GetAsync(walk.Resource, InferenceServiceName, "default", cancellationToken);
            if (current?.Status?.ObservedGeneration == current?.Generation()
                && current?.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true)
            {
                return;
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    /// <summary>Asks until the answer is the expected one, and prints the last one.</summary>
    private async Task ShowAsync(
        IReadOnlyList<string> arguments, ExpectedRow expected, Dictionary<Revision, string> revisions, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var answer = await cluster.Kubectl.RunAsync(arguments, cancellationToken);
            IReadOnlyList<string> differences = answer.ExitCode == 0
                ? expected.Differences(KubectlTable.Parse(answer.Output), revisions)
                : [answer.Error.Trim()];
            if (differences.Count == 0 || clock.GetElapsedTime(start) > Patience)
            {
                Print(arguments, answer.Output + answer.Error);
                if (differences.Count > 0)
                {
                    throw new DemoFailedException(
                        $"After {Patience.TotalSeconds:0} s still not as the tutorial says: {string.Join("; ", differences)}.");
                }

                return;
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    /// <summary>The next walk uses the same names, and garbage collection takes a moment.</summary>
    private async Task GoneAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var answer = await cluster.Kubectl.RunAsync(["get", "ksvc,revisions.serving.knative.dev", "-o", "name"], cancellationToken);
            if (answer.Output.Trim().Length == 0)
            {
                return;
            }

            if (clock.GetElapsedTime(start) > Patience)
            {
                throw new DemoFailedException($"These outlived their InferenceService: {answer.Output}");
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    /// <summary>The rest of the description repeats the spec and the status.</summary>
    private async Task DescribeEventsAsync(CanaryWalk walk, CancellationToken cancellationToken)
    {
        string[] arguments = ["describe", walk.Kind, InferenceServiceName];
        var description = await cluster.KubectlAsync(arguments, cancellationToken);
        Print(arguments, description[Math.Max(0, description.IndexOf("\nEvents:", StringComparison.Ordinal) + 1)..]);
    }

    private async Task KubectlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await cluster.Kubectl.RunAsync(arguments, cancellationToken);
        Print(arguments, answer.Output + answer.Error);
        if (answer.ExitCode != 0)
        {
            throw new DemoFailedException($"kubectl {string.Join(' ', arguments)} ended with exit code {answer.ExitCode}.");
        }
    }

    private void Say(string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]# {text}[/]");
    }

    /// <summary>As it is, past the console: a table that was wrapped to its width cannot be read.</summary>
    private void Print(IReadOnlyList<string> arguments, string answer)
    {
        console.Profile.Out.Writer.Write($"$ kubectl {string.Join(' ', arguments)}\n{answer}");
        console.Profile.Out.Writer.Flush();
    }
}
