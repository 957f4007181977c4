namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>Reads the files that a configuration points at, in time for their rotation.</summary>
internal static class ConfigurationFile
{
    /// <summary>
    /// Nobody works with a file older than a minute: the kubelet renews a token long before its end, but the server may also shorten it.
    /// </summary>
    public static readonly TimeSpan RereadInterval = TimeSpan.FromSeconds(50);

    /// <exception cref="KubeConfigException">It cannot be read.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
