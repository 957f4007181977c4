using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Configuration;
using CanaryOperator.Local.Load;
using CanaryOperator.Runtime;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CanaryOperator.Local.Commands;

/// <summary><c>load</c>: sends predictions to an InferenceService of the cluster that KUBECONFIG names, and shows who answered.</summary>
internal static class LoadCommand
{
    private const int Bad = 1;
    private const int CannotRun = 2;
    private const double HighestRate = 100_000;

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1);

    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public static Command Create(IAnsiConsole console, TimeProvider clock, ILoggerFactory loggers)
    {
        var name = new Argument<string>("isvc") { Description = "Name of the InferenceService." };
        var @namespace = new Option<string>("--namespace", "-n")
        {
            Description = "Namespace of the InferenceService.",
            DefaultValueFactory = _ => "default",
        };
        var rate = new Option<double>("--rate")
        {
            Description = "Requests per second.",
            DefaultValueFactory = _ => 50,
            CustomParser = ParseRate,
        };
        var duration = new Option<TimeSpan>("--duration")
        {
            Description = "How long requests are sent, as in 500ms, 30s, 5m or 1h.",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
            CustomParser = ParseDuration,
        };
        var data = new Option<string?>("--data") { Description = "File with the request. Default: a small one of the model's protocol." };
        const string purpose = "Send predictions to an InferenceService, and show how fast they are answered and by which revisions. "
            + "Ends with 0 when all is well, 1 when a request failed or a share is outside of what chance allows, 2 when it cannot run.";
        var command = new Command("load", purpose) { name, rate, duration, data, @namespace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var configuration = KubernetesClientConfiguration.BuildDefaultConfig();
                using var client = new KubernetesClient(configuration, new KubernetesClientOptions(), clock, new Random(), loggers);
                var payload = parsed.GetValue(data) is { } file ? await File.ReadAllBytesAsync(file, cancellationToken) : null;
                var isGood = await new LoadSession(client, console, clock).RunAsync(
                    new NamespacedName(parsed.GetValue(@namespace)!, parsed.GetValue(name)!),
                    parsed.GetValue(rate),
                    parsed.GetValue(duration),
                    payload,
                    cancellationToken);
                return isGood ? 0 : Bad;
            }
            catch (Exception exception) when (exception
                is LoadTargetException or KubeConfigException or KubernetesException or IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
                return CannotRun;
            }
        });
        return command;
    }

    private static double ParseRate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= HighestRate)
        {
            return rate;
        }

        result.AddError($"--rate must be a number above 0 and up to {HighestRate}, not '{text}'.");
        return default;
    }

    private static TimeSpan ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = text.TrimEnd('h', 'm', 's');
        var unit = Array.Find(Units, unit => unit.Name == text[number.Length..]);
        if (double.TryParse(number, CultureInfo.InvariantCulture, out var count)
            && count > 0
            && count * unit.Length.TotalSeconds is > 0 and var seconds
            && seconds <= LongestDuration.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"--duration must be a number with a unit, such as 500ms, 30s, 5m or 1h, up to 24h, not '{text}'.");
        return default;
    }
}
