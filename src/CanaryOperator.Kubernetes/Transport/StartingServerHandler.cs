using System.Net;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// Tells a server that starts from one that is overloaded. The first answers early, but about custom resources only "503, try again in 10
/// s", when it is ready long before that: it counts as still away until <c>/readyz</c> says otherwise, and is asked for nothing else.
/// </summary>
internal sealed class StartingServerHandler(Uri host, TimeProvider clock) : DelegatingHandler
{
    /// <summary>More than a start takes. After it the server's own word counts again: perhaps only its check is broken.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    private const long NotStarting = -1;

    private readonly Uri _readiness = new(host.AbsoluteUri.TrimEnd('/') + "/readyz");
    private long _startingSince = NotStarting;

    private TimeSpan? StartingFor =>
        Volatile.Read(ref _startingSince) is not NotStarting and var since ? clock.GetElapsedTime(since) : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (StartingFor < LongestStart)
        {
            await EnsureReadyAsync(cancellationToken);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            Volatile.Write(ref _startingSince, NotStarting);
        }
        else if (StartingFor is null)
        {
            try
            {
                await EnsureReadyAsync(cancellationToken);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }

        return response;
    }

    private async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, _readiness);
        using var answer = await base.SendAsync(question, cancellationToken);
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            Interlocked.CompareExchange(ref _startingSince, clock.GetTimestamp(), NotStarting);
            throw new HttpRequestException($"the API server is starting: /readyz answers {(int)answer.StatusCode}");
        }
    }
}
