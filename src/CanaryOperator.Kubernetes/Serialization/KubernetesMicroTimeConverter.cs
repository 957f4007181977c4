namespace CanaryOperator.Kubernetes.Serialization;

/// <summary><c>metav1.MicroTime</c>: exactly six fractional digits, zeros included; servers refuse fewer.</summary>
public sealed class KubernetesMicroTimeConverter() : UtcTimeConverter("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
