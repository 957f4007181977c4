using System.Runtime.CompilerServices;
using CanaryOperator.Kubernetes.Models;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Follows a list from page to page.</summary>
internal sealed class ListReader(RequestSender sender, ILogger logger)
{
    public async IAsyncEnumerable<ResourceList<T>> ReadPagesAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        string? next = null;
        do
        {
            var request = ApiRequestFactory.List(resource, options, next);
            var page = AnswerDecoder.List(request, await sender.SendAsync(request, cancellationToken), resource);
            next = page.Continue;
            yield return page.List;
        }
        while (next is not null);
    }

    /// <summary>
    /// All pages as one list. When the server forgets the version of the first page before the last is read, it starts again without
    /// pages: the remainder that the server offers instead would be of another version, and a cache made of both never existed.
    /// </summary>
    public async Task<ResourceList<T>> ReadAllAsync<T>(
        ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var pages = new List<ResourceList<T>>();
        try
        {
            await CollectAsync(pages, resource, options, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsGone && pages.Count > 0)
        {
            Log.ContinueExpired(logger, ApiRequestFactory.List(resource, options, null));
            pages.Clear();
            await CollectAsync(pages, resource, options with { PageSize = 0, ResourceVersion = null }, cancellationToken);
        }

        return pages is [var only]
            ? only
            : new([.. pages.SelectMany(page => page.Items)], pages[0].ResourceVersion, [.. pages.SelectMany(page => page.Unreadable)]);
    }

    private async Task CollectAsync<T>(
        List<ResourceList<T>> pages, ResourceDescriptor<T> resource, ListOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        await foreach (var page in ReadPagesAsync(resource, options, cancellationToken))
        {
            pages.Add(page);
        }
    }
}
