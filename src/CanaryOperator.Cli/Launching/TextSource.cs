using System.Text;

namespace CanaryOperator.Cli.Launching;

/// <summary>Reads a text from a file or the web.</summary>
internal static class TextSource
{
    /// <summary>Far more than a template or payload needs, and less than a wrong address may send.</summary>
    private const int LargestBody = 1_000_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <param name="what">For errors: what the text is.</param>
    /// <param name="source">File or URL.</param>
    /// <returns>Null when it is neither.</returns>
    /// <exception cref="CommandFailedException">It cannot be read, or not in time.</exception>
    public static async Task<string?> ReadAsync(string what, string source, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return await FetchAsync(what, url!, clock, cancellationToken);
        }

        return File.Exists(source) ? await File.ReadAllTextAsync(source, cancellationToken) : null;
    }

    private static async Task<string> FetchAsync(string what, Uri url, TimeProvider clock, CancellationToken cancellationToken)
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
                throw CommandFailedException.Usage($"The {what} {url} answered {(int)response.StatusCode}.");
            }

            await response.Content.LoadIntoBufferAsync(LargestBody, either.Token);
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (HttpRequestException e)
        {
            throw CommandFailedException.Usage($"The {what} {url} cannot be read: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CommandFailedException.Usage($"The {what} {url} did not answer within {Timeout.TotalSeconds:0} s.");
        }
    }
}
