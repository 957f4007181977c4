namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>The versions of the protocol between client and plugin that we speak; they differ in nothing that we use.</summary>
internal static class ExecApiVersions
{
    public const string V1 = "client.authentication.k8s.io/v1";
    public const string V1Beta1 = "client.authentication.k8s.io/v1beta1";
}
