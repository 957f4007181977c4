using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Providers;

/// <summary>Makes providers with their addresses and credentials.</summary>
internal sealed class ProviderFactory(IKubernetesClient client, ExperimentOptions options, TimeProvider clock)
{
    private readonly UrlPolicy _policy = new([.. options.AllowedUrls, .. options.PrometheusUrl is { } url ? [url] : Array.Empty<Uri>()]);
    private readonly SilentProviders _silent = new(clock);

    /// <exception cref="TemplateException">It has no address, or one that may not be asked, or its Secret is not usable.</exception>
    public async Task<IMetricProvider> CreateAsync(
        string @namespace, MetricSource source, FoundTemplate template, CancellationToken cancellationToken)
    {
        var text = source.Url ?? template.Spec.Url ?? options.PrometheusUrl?.AbsoluteUri
            ?? throw new TemplateException("Neither the metric source nor its template has a url, and the operator has no default.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var root))
        {
            throw new TemplateException("The url of the metric source, or of its template, is none: "
                + "it must begin with http:// or https://.");
        }

        if (!_policy.Allows(root))
        {
            throw new TemplateException($"{_policy.Refusal(root)}.");
        }

        var secret = source.Secret?.Name is { } own ? await SecretAsync(own, @namespace, cancellationToken)
            : template.Spec.Secret?.Name is { } shared && template.SecretNamespace is { } home
                ? await SecretAsync(shared, home, cancellationToken)
            : null;
        var connection = new ProviderClient(root, @namespace, SecretCredentials.Handler(secret), _policy, _silent, clock);
        return template.Spec.Type == MetricTemplateSpec.Rest ? new RestProvider(connection) : new PrometheusProvider(connection);
    }

    private async Task<V1Secret> SecretAsync(string name, string @namespace, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(WellKnownResources.Secrets, name, @namespace, cancellationToken)
                ?? throw new TemplateException($"There is no Secret {name} in namespace {@namespace}.");
        }
        catch (KubernetesException problem) when (problem.IsForbidden)
        {
            throw new TemplateException(
                $"The operator may not read Secret {name} in namespace {@namespace} (experiments.readCredentials of its chart).");
        }
    }
}
