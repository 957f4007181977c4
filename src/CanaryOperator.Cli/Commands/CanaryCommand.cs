using System.CommandLine;
using System.CommandLine.Invocation;
using CanaryOperator.Core.Texts;
using CanaryOperator.Kubernetes;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>kubectl canary</c>.</summary>
internal static class CanaryCommand
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        // A value that begins with @ is no file of arguments.
        var parsed = Create(host).Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return Fail(host, ExitCodes.Usage, string.Join(' ', parsed.Errors.Select(error => error.Message)));
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = host.Output,
                Error = host.Error,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (CommandFailedException failure)
        {
            return Fail(host, failure.ExitCode, failure.Message);
        }
        catch (KubeConfigException failure)
        {
            return Fail(host, ExitCodes.Usage, failure.Message);
        }
        catch (KubernetesException failure)
        {
            return Fail(host, CodeOf(failure), failure.Message);
        }
        catch (IOException failure)
        {
            return Fail(host, ExitCodes.Usage, failure.Message);
        }
    }

    private static RootCommand Create(CliHost host)
    {
        var cluster = new ClusterOptions(host);
        var root = new RootCommand($"Canary rollouts and experiments of InferenceServices.\n\n{ExitCodes.Help}")
        {
            LaunchCommand.Create(host, cluster),
            AssertCommand.Create(host, cluster),
            ReportCommand.Create(host, cluster),
            LogCommand.Create(host, cluster),
            ListCommand.Create(host, cluster),
            DoctorCommand.Create(host, cluster),
            DeleteCommand.Create(host, cluster),
            GetCommand.Create(host, cluster),
            CompletionCommand.Create(host),
        };
        cluster.AddTo(root);
        return root;
    }

    private static int CodeOf(KubernetesException failure) =>
        failure.IsNotFound ? ExitCodes.NotFound : failure.IsInvalid ? ExitCodes.Usage : ExitCodes.Unreachable;

    private static int Fail(CliHost host, int code, string message)
    {
        host.Error.WriteLine($"error: {PlainText.Of(message)}");
        return code;
    }
}
