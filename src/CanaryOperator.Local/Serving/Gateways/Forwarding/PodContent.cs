using System.Net;

namespace CanaryOperator.Local.Serving.Gateways.Forwarding;

/// <summary>A <see cref="ReplayableBody"/> as one message to a pod carries it.</summary>
internal sealed class PodContent(ReplayableBody body) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        body.SendAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length ?? 0;
        return body.Length is not null;
    }
}
