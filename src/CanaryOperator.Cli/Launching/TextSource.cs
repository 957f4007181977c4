using System.Text;

namespace CanaryOperator.Cli.Launching.Templates;

/// <summary>Reads a template from the web.</summary>
internal static class TemplateFetcher
{
    /// <summary>Far more than a template needs, and less than a wrong address may send.</summary>
    private const int LargestBody = 1_000_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <exception cref="CommandFailedException">It cannot be read, or not in time.</exception>
    public static async Task<string> FetchAsync(Uri url, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await invoker.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw CommandFailedException.Usage($"The template {url} answered {(int)response.StatusCode}.");
            }

            await response.Content.LoadIntoBufferAsync(LargestBody, either.Token);
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (HttpRequestException e)
        {
            throw CommandFailedException.Usage($"The template {url} cannot be read: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CommandFailedException.Usage($"The template {url} did not answer within {Timeout.TotalSeconds:0} s.");
        }
    }
}
