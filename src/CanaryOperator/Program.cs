using CanaryOperator.Hosting;
using CanaryOperator.Kubernetes;
using CanaryOperator.Options;
using CanaryOperator.Runtime.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;

return await OperatorCommand.Create(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(OperatorOptions options, CancellationToken cancellationToken)
{
    KubernetesClientConfiguration configuration;
    try
    {
        configuration = KubernetesClientConfiguration.BuildDefaultConfig(options.Kubeconfig, options.Context);
        options.LeaderElection.Validate();
    }
    catch (Exception exception) when (exception is KubeConfigException or ArgumentException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }

    await using var logger = LoggerSetup.Create(options);
    var builder = Host.CreateEmptyApplicationBuilder(new());
    builder.Logging.AddSerilog(logger);
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
    builder.Services.AddSingleton(services => new OperatorComposition(
        options, configuration, TimeProvider.System, services.GetRequiredService<ILoggerFactory>()));
    builder.Services.AddSingleton(services => services.GetRequiredService<OperatorComposition>().CreateManager());
    builder.Services.AddHostedService<ManagerService>();
    using var host = builder.Build();
    await host.RunAsync(cancellationToken);
    return Environment.ExitCode;
}

/// <summary>Declared only because it would be public otherwise, and no type of an executable should be.</summary>
internal sealed partial class Program;
