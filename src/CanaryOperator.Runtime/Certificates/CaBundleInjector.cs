using System.Buffers;
using System.Text.Json;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Certificates;

/// <summary>Makes every webhook of the configurations in a cache trust a bundle. One that does not exist is none in the cache.</summary>
internal sealed class CaBundleInjector(
    IKubernetesClient client,
    ResourceDescriptor<V1WebhookConfiguration> resource,
    IResourceInformer<V1WebhookConfiguration> configurations,
    ILogger logger)
{
    /// <returns>Whether any had to be changed.</returns>
    public async Task<bool> InjectAsync(byte[] bundle, CancellationToken cancellationToken)
    {
        var anyChange = false;
        foreach (var configuration in configurations.List())
        {
            if (Patch(configuration, bundle) is { } patch)
            {
                await client.PatchAsync(
                    resource, new V1Patch(PatchType.JsonPatch, patch), configuration.Name(), null, null, cancellationToken);
                Log.BundleInjected(logger, resource.Kind, configuration.Name());
                anyChange = true;
            }
        }

        return anyChange;
    }

    /// <returns>Null when there is nothing to change.</returns>
    private static ReadOnlyMemory<byte>? Patch(V1WebhookConfiguration configuration, byte[] bundle)
    {
        var outdated = (configuration.Webhooks ?? []).Index()
            .Where(entry => entry.Item.ClientConfig.CaBundle?.AsSpan().SequenceEqual(bundle) != true)
            .ToList();
        if (outdated.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        foreach (var (index, webhook) in outdated)
        {
            // The list may be another one by now: then the patch must fail rather than change the wrong entry.
            Operation(writer, "test", $"/webhooks/{index}/name", () => writer.WriteString("value", webhook.Name));
            Operation(writer, "add", $"/webhooks/{index}/clientConfig/caBundle", () => writer.WriteBase64String("value", bundle));
        }

        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void Operation(Utf8JsonWriter writer, string operation, string path, Action writeValue)
    {
        writer.WriteStartObject();
        writer.WriteString("op", operation);
        writer.WriteString("path", path);
        writeValue();
        writer.WriteEndObject();
    }
}
