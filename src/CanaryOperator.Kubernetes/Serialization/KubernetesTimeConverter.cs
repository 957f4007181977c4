namespace CanaryOperator.Kubernetes.Serialization;

/// <summary><c>metav1.Time</c>: whole seconds.</summary>
public sealed class KubernetesTimeConverter() : UtcTimeConverter("yyyy-MM-dd'T'HH:mm:ss'Z'");
