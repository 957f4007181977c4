namespace CanaryOperator.Kubernetes;

/// <summary>
/// How to reach the cluster, or as whom, cannot be told from the configuration. The message names the file and the entry, says what to do,
/// and holds no secret.
/// </summary>
public sealed class KubeConfigException : Exception
{
    public KubeConfigException(string message)
        : base(message)
    {
    }

    public KubeConfigException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
