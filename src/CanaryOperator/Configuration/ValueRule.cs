using System.Text.RegularExpressions;

namespace CanaryOperator.Configuration;

/// <summary>What a setting may be.</summary>
/// <param name="Message">What it must be, to be read after its name and value.</param>
internal sealed partial record ValueRule(string Message, Func<string, bool> IsMet)
{
    public static ValueRule Any { get; } = new("must be a text.", _ => true);

    public static ValueRule Gateway { get; } = new("must be an Istio Gateway as namespace/name.", text => GatewayName().IsMatch(text));

    public static ValueRule Domain { get; } = new(
        "must be a DNS name: labels of lower-case letters, digits and '-', joined by dots.", IsDomain);

    public static ValueRule Scheme { get; } = new("must be http or https.", text => text is "http" or "https");

    public static ValueRule Quantity { get; } = new(
        "must be a quantity such as 500m, 2 or 1.5Gi.", text => QuantityText().IsMatch(text));

    public static ValueRule AbsolutePath { get; } = new("must be an absolute path.", text => text.StartsWith('/'));

    public static ValueRule KnativeMode { get; } = new(
        "is not supported: this operator works with Knative only. Allowed are Knative and its old name Serverless; the others "
        + "(Standard, RawDeployment, ModelMesh) need KServe's own controller.",
        text => text is "Knative" or "Serverless");

    public static ValueRule PathTemplate { get; } = new(
        "must be a path such as /serving/{{ .Namespace }}/{{ .Name }}, with no placeholders but .Name, .Namespace, .Labels.<key> and "
        + ".Annotations.<key>.",
        Ingress.RoutePath.IsTemplate);

    private static bool IsDomain(string text) =>
        text.Length <= 253 && text.Split('.').All(label => label.Length <= 63 && DnsLabel().IsMatch(label));

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9]([-.a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex GatewayName();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+)?(m|k|[MGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex QuantityText();
}
