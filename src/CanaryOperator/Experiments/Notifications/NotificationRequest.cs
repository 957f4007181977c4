using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>What a receiver is sent, and where.</summary>
internal sealed record NotificationRequest
{
    private const string GitHubApi = "https://api.github.com";

    public required Uri Url { get; init; }

    /// <summary>JSON.</summary>
    public required byte[] Body { get; init; }

    public string Accept { get; init; } = MediaTypeNames.Application.Json;

    /// <exception cref="TemplateException">The Secret lacks what is needed, or the address may not be asked. It is not shown.</exception>
    public static NotificationRequest For(
        NotificationSpec notification, NotificationDocument document, V1Secret secret, UrlPolicy policy) => notification.Type switch
        {
            NotificationSpec.GitHub => new()
            {
                Url = Dispatches(notification, secret, policy),
                Body = JsonSerializer.SerializeToUtf8Bytes(
                    RepositoryDispatch.Of(document), NotificationJsonContext.Default.RepositoryDispatch),
                Accept = "application/vnd.github+json",
            },
            NotificationSpec.Slack => new()
            {
                Url = Hook(secret, policy),
                Body = JsonSerializer.SerializeToUtf8Bytes(
                    new() { Text = SlackText.Of(document) }, NotificationJsonContext.Default.SlackMessage),
            },
            _ => new()
            {
                Url = Hook(secret, policy),
                Body = JsonSerializer.SerializeToUtf8Bytes(document, NotificationJsonContext.Default.NotificationDocument),
            },
        };

    public HttpRequestMessage CreateMessage()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Body) };
        message.Content.Headers.ContentType = new(MediaTypeNames.Application.Json, Encoding.UTF8.WebName);
        message.Headers.Accept.Add(new(Accept));

        // GitHub refuses requests without one.
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("canary-operator", productVersion: null));
        return message;
    }

    private static Uri Dispatches(NotificationSpec notification, V1Secret secret, UrlPolicy policy)
    {
        if (SecretCredentials.Text(secret, "token") is null)
        {
            throw new TemplateException($"Secret {secret.Name()} has no key token.");
        }

        var url = new Uri($"{(notification.Url ?? GitHubApi).TrimEnd('/')}/repos/{notification.Repository}/dispatches");
        return policy.Allows(url) ? url : throw new TemplateException($"{policy.Refusal(url)}.");
    }

    private static Uri Hook(V1Secret secret, UrlPolicy policy)
    {
        var text = SecretCredentials.Text(secret, "url") ?? throw new TemplateException($"Secret {secret.Name()} has no key url.");
        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && policy.Allows(url)
            ? url
            : throw new TemplateException(
                $"The url in Secret {secret.Name()} may not be asked; it must be "
                    + $"an address without user and password, and {policy.Allowed}.");
    }
}
