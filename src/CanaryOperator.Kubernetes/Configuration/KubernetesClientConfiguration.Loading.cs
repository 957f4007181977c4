using CanaryOperator.Kubernetes.Configuration;

namespace CanaryOperator.Kubernetes;

public sealed partial record KubernetesClientConfiguration
{
    /// <summary>
    /// The first that there is: <paramref name="kubeconfigPath"/>, the files of <c>KUBECONFIG</c>, the service account of the pod we run
    /// in, <c>~/.kube/config</c>. A <paramref name="context"/> leaves out the pod, which has none.
    /// </summary>
    /// <exception cref="KubeConfigException">There is none, or the first one is unusable.</exception>
    public static KubernetesClientConfiguration BuildDefaultConfig(
        string? kubeconfigPath = null, string? context = null, KubernetesEnvironment? environment = null)
    {
        environment ??= KubernetesEnvironment.Current;
        var podComesFirst = kubeconfigPath is null && context is null && !KubeConfigFiles.AreNamedBy(environment);
        return podComesFirst && IsInCluster(environment)
            ? InClusterConfig(environment)
            : BuildConfigFromConfigFile(kubeconfigPath, context, environment);
    }

    /// <param name="kubeconfigPath">Null for the files of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>.</param>
    /// <param name="context">Null for the current one.</param>
    /// <param name="environment">Null for that of this process.</param>
    /// <exception cref="KubeConfigException">A file is missing or wrong, or the context is incomplete.</exception>
    public static KubernetesClientConfiguration BuildConfigFromConfigFile(
        string? kubeconfigPath = null, string? context = null, KubernetesEnvironment? environment = null)
    {
        var files = KubeConfigFiles.Find(kubeconfigPath, environment ?? KubernetesEnvironment.Current);
        return new KubeConfigResolver(MergedKubeConfig.Load(files)).Resolve(context);
    }

    /// <summary>The service account of the pod we run in. Its token is read again as the kubelet rotates it.</summary>
    /// <exception cref="KubeConfigException">This is no pod, or its service account is not mounted.</exception>
    public static KubernetesClientConfiguration InClusterConfig(KubernetesEnvironment? environment = null) =>
        new ServiceAccount(environment ?? KubernetesEnvironment.Current).Resolve();

    /// <summary>We run in a pod that has a service account.</summary>
    public static bool IsInCluster(KubernetesEnvironment? environment = null) =>
        new ServiceAccount(environment ?? KubernetesEnvironment.Current).Exists;
}
