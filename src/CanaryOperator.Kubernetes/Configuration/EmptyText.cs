namespace CanaryOperator.Kubernetes.Configuration;

internal static class EmptyText
{
    /// <summary>In a kubeconfig and in the environment, an empty value is an unset one.</summary>
    public static string? NullIfEmpty(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}
