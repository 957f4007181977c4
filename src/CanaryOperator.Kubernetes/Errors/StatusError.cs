using System.Net;
using System.Text;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Transport;

namespace CanaryOperator.Kubernetes.Errors;

/// <summary>Tells a refusal to the reader: what was tried on which object, what is wrong with which field, what to do.</summary>
internal static class StatusError
{
    /// <param name="httpCode">Counts only for a reason that is not known: proxies and watch events get it wrong.</param>
    /// <param name="retryAfter">From the header; the status itself is the second source.</param>
    public static KubernetesException From(ApiRequest request, V1Status status, HttpStatusCode httpCode, TimeSpan? retryAfter)
    {
        var code = StatusReason.ToStatusCode(status.Reason) ?? (HttpStatusCode?)status.Code ?? httpCode;
        var text = new StringBuilder($"Cannot {request}: {(int)code} {status.Reason ?? code.ToString()}: {status.Message}");
        foreach (var cause in status.Details?.Causes ?? [])
        {
            // The message of a Status quotes its causes most of the time, but not always.
            if (cause.Message is not null && status.Message?.Contains(cause.Message, StringComparison.Ordinal) != true)
            {
                text.Append("; ").Append(cause.Field).Append(": ").Append(cause.Message);
            }
        }

        retryAfter ??= status.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
        return Create(text, code, status, retryAfter);
    }

    /// <summary>A failure in other words than Kubernetes': from a proxy, or for a path that the API server does not serve.</summary>
    public static KubernetesException FromForeignText(ApiRequest request, string body, HttpStatusCode code, TimeSpan? retryAfter) =>
        Create(new StringBuilder($"Cannot {request}: {(int)code} {code}: {body.Trim()}"), code, null, retryAfter);

    private static KubernetesException Create(StringBuilder text, HttpStatusCode code, V1Status? status, TimeSpan? retryAfter)
    {
        var advice = Advice(code, status);
        if (advice is not null)
        {
            text.Append(text[^1] == '.' ? " " : ". ").Append(advice);
        }

        return new KubernetesException(text.ToString(), code, status, retryAfter);
    }

    private static string? Advice(HttpStatusCode code, V1Status? status) => code switch
    {
        HttpStatusCode.Unauthorized => "Check the credentials of this client.",
        HttpStatusCode.Forbidden => "Allow the verb in a role of this account.",
        HttpStatusCode.NotFound when status is null => "Is its CustomResourceDefinition installed, in this version?",
        HttpStatusCode.Conflict when status?.Reason != StatusReason.AlreadyExists => "Read the object again and repeat the change.",
        HttpStatusCode.Gone => "List again: the resource version is too old.",
        HttpStatusCode.RequestEntityTooLarge => "Make the object smaller.",
        HttpStatusCode.UnsupportedMediaType => "Use another type of patch: strategic merge is for built-in kinds alone.",
        HttpStatusCode.UnprocessableEntity => "Correct the fields named.",
        _ => null,
    };
}
