namespace CanaryOperator.Api;

/// <summary>Where the webhooks are served; webhook configurations name these.</summary>
public static class WebhookPaths
{
    public const string Pods = "/mutate-pods";

    public static string Mutate(string group) => $"/mutate-{Name(group)}";

    public static string Validate(string group) => $"/validate-{Name(group)}";

    private static string Name(string group) => $"{group.Replace('.', '-')}-v1beta1-inferenceservice";
}
