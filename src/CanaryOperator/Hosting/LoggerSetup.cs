using CanaryOperator.Options;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace CanaryOperator.Hosting;

/// <summary>Logs to standard output: a line for a person at a terminal, JSON for whoever collects a cluster's logs.</summary>
internal static class LoggerSetup
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {namespace}{Slash}{name} {Message:lj}{NewLine}{Exception}";

    public static Serilog.Core.Logger Create(OperatorOptions options)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(options.LogLevel)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .Enrich.FromLogContext();
        return options.LogJson
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true)).CreateLogger()
            : configuration.WriteTo.Console(outputTemplate: Template).CreateLogger();
    }
}
