using CanaryOperator.Cli;
using CanaryOperator.Cli.Commands;
using CanaryOperator.Kubernetes;

return await CanaryCommand.RunAsync(
    args,
    new()
    {
        Output = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsOutputRedirected,
        Clock = TimeProvider.System,
        Random = new(),
        Kubernetes = KubernetesEnvironment.Current,
    },
    CancellationToken.None);
