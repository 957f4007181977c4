using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>
/// Runs a <see cref="Manager"/> in a Generic Host, and ends the process with exit code 1 when it fails: the host itself would report
/// success. The host's shutdown timeout must be longer than the manager's grace period.
/// </summary>
public sealed class ManagerService(Manager manager, IHostApplicationLifetime lifetime, ILogger<ManagerService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await manager.RunAsync(stoppingToken);
        }
        catch (Exception exception)
        {
            Log.ManagerFailed(logger, exception);
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
