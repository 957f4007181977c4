using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Experiments.Notifications;

/// <summary>Tells receivers. What they answer is never shown: they could repeat a credential.</summary>
internal sealed class Notifier(IKubernetesClient client, ExperimentOptions options, TimeProvider clock)
{
    /// <summary>Its end is not waited for.</summary>
    private const int LargestAnswer = 64 << 10;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    private readonly UrlPolicy _policy = new(options.NotificationUrls);

    /// <summary>Never throws but for the cancellation.</summary>
    /// <returns>Null when it was told.</returns>
    public async Task<NotificationFailure?> TellAsync(
        Experiment experiment, NotificationSpec notification, CancellationToken cancellationToken)
    {
        try
        {
            var name = notification.Secret!.Name!;
            var secret = await client.GetAsync(WellKnownResources.Secrets, name, experiment.Namespace(), cancellationToken);
            return secret is null
                ? new($"there is no Secret {name} in namespace {experiment.Namespace()}", MayPass: true)
                : await SendAsync(
                    NotificationRequest.For(notification, NotificationDocument.Of(experiment, notification.When), secret, _policy),
                    secret,
                    cancellationToken);
        }
        catch (TemplateException problem)
        {
            return new(problem.Message, MayPass: false);
        }
        catch (KubernetesException problem)
        {
            return new(problem.Message, problem.IsTransient);
        }
    }

    private async Task<NotificationFailure?> SendAsync(NotificationRequest request, V1Secret secret, CancellationToken cancellationToken)
    {
        using var http = new PatientHttpClient(SecretCredentials.Handler(secret), AttemptTimeout, LargestAnswer, clock);
        try
        {
            using var response = await http.SendAsync(
                request.CreateMessage, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? null
                : new(
                    $"the receiver answered {(int)response.StatusCode} {response.StatusCode}",
                    PatientHttpClient.MayPass(response.StatusCode));
        }
        catch (TimeoutException problem)
        {
            return new($"the receiver gave {problem.Message}", MayPass: true);
        }
        catch (HttpRequestException problem)
        {
            return new($"the receiver cannot be reached: {Words(problem.HttpRequestError)}", MayPass: true);
        }
    }

    /// <summary>The exception's own message has the host in it.</summary>
    private static string Words(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host name is not known",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "its certificate is not trusted, or TLS failed otherwise",
        _ => "the connection broke",
    };
}
