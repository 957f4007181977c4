using CanaryOperator.Kubernetes.Authentication.Exec;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Authentication;

internal static class CredentialProvider
{
    public static Refreshing<Credential> Create(KubernetesClientConfiguration configuration, TimeProvider clock, ILogger logger)
    {
        Func<CancellationToken, Task<Refreshed<Credential>>> read = configuration.Exec is { } exec
            ? new ExecCredentials(exec, configuration, clock, logger).ReadAsync
            : new ConfiguredCredentials(configuration, clock).ReadAsync;
        return new Refreshing<Credential>("credentials", read, clock, logger);
    }
}
