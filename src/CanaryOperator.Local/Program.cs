using System.CommandLine;
using System.CommandLine.Invocation;
using CanaryOperator.Local.Commands;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

var (console, clock, loggers) = (AnsiConsole.Console, TimeProvider.System, NullLoggerFactory.Instance);
var command = new RootCommand("A local cluster for the Canary Operator: real API server and etcd, emulated Knative, no container engine.")
{
    DemoCommand.Create(console, clock, loggers),
    UpCommand.Create(console, clock, loggers),
    LoadCommand.Create(console, clock, loggers),
    AssetsCommand.Create(console, clock),
};
try
{
    // After Ctrl-C the operator may finish what it is doing; whatever takes longer is ended by its watchdog.
    var invocation = new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    };
    var parsed = command.Parse(args);
    var code = await parsed.InvokeAsync(invocation);
    return parsed.Action is ParseErrorAction ? 2 : code;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception exception) when (exception
    is AssetsUnavailableException or AssetsStepException or ControlPlaneStartException or IOException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
