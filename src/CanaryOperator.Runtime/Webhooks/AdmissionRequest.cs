using System.Text.Json;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>What the API server asks about: <c>request</c> of an AdmissionReview, admission.k8s.io/v1.</summary>
public sealed record AdmissionRequest
{
    public required string Uid { get; init; }

    /// <summary>The kind of <see cref="Object"/>, in the version that the webhook configuration asked for.</summary>
    public required GroupVersionKind Kind { get; init; }

    /// <summary>Null for cluster-scoped kinds.</summary>
    public string? Namespace { get; init; }

    /// <summary>Null or empty on a create with <c>generateName</c>.</summary>
    public string? Name { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</summary>
    public required string Operation { get; init; }

    public AdmissionUserInfo? UserInfo { get; init; }

    /// <summary>Nothing will be stored: whoever answers must not have side effects either.</summary>
    public bool? DryRun { get; init; }

    /// <summary>The object as it would be stored; null on a delete.</summary>
    public JsonElement? Object { get; init; }

    /// <summary>The object as it is; null on a create.</summary>
    public JsonElement? OldObject { get; init; }
}
