namespace CanaryOperator.Runtime.Certificates;

/// <summary>Where self-managed certificates are kept, what they are for, and who has to trust them.</summary>
public sealed record SelfManagedCertificateOptions
{
    /// <summary>Of the Secret and of the Service.</summary>
    public required string Namespace { get; init; }

    /// <summary>A Secret for this purpose alone: what it holds is replaced when it is of no use.</summary>
    public required string SecretName { get; init; }

    /// <summary>The Service through which API servers reach the webhooks.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Further DNS names and IP addresses, for webhooks that are configured by URL. None by default.</summary>
    public IReadOnlyList<string> ExtraNames { get; init; } = [];

    /// <summary>The MutatingWebhookConfiguration to keep the CA bundle of; null when there is none.</summary>
    public string? MutatingConfiguration { get; init; }

    /// <summary>The ValidatingWebhookConfiguration to keep the CA bundle of; null when there is none.</summary>
    public string? ValidatingConfiguration { get; init; }

    internal IReadOnlyList<string> Names =>
    [
        ServiceName,
        $"{ServiceName}.{Namespace}",
        $"{ServiceName}.{Namespace}.svc",
        $"{ServiceName}.{Namespace}.svc.cluster.local",
        .. ExtraNames,
    ];
}
