namespace CanaryOperator.Kubernetes;

/// <summary>What to list.</summary>
public sealed record ListOptions
{
    /// <summary>Null lists all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Objects in a page; 0 asks for everything at once, and so does <see cref="ResourceVersion"/> <c>0</c>.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Null reads from a quorum; <c>0</c> takes whatever the server has cached.</summary>
    public string? ResourceVersion { get; init; }
}
