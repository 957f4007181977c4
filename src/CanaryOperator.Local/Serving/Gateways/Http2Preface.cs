using System.Buffers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CanaryOperator.Local.Serving.Gateways;

/// <summary>
/// Lets clients that know speak HTTP/2 on the port of HTTP/1.1. Kestrel decides by what TLS has negotiated, and there is none: a look at
/// the first bytes takes its place.
/// </summary>
internal static class Http2Preface
{
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>For <see cref="IConnectionBuilder.Use"/>.</summary>
    public static ConnectionDelegate Recognize(ConnectionDelegate next) => async connection =>
    {
        try
        {
            if (await IsPrefaceAsync(connection))
            {
                var negotiated = new NegotiatedHttp2();
                connection.Features.Set<ITlsApplicationProtocolFeature>(negotiated);
                connection.Features.Set<ITlsConnectionFeature>(negotiated);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // It ended before it said what it was for.
            return;
        }

        await next(connection);
    };

    private static async Task<bool> IsPrefaceAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(connection.ConnectionClosed);
            var received = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, Preface.Length));
            if (result.IsCompleted || received.Length == Preface.Length || !IsBeginning(received))
            {
                // Whoever is next reads it again.
                input.AdvanceTo(result.Buffer.Start);
                return received.Length == Preface.Length && IsBeginning(received);
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static bool IsBeginning(ReadOnlySequence<byte> received)
    {
        Span<byte> bytes = stackalloc byte[Preface.Length];
        received.CopyTo(bytes);
        return Preface.StartsWith(bytes[..(int)received.Length]);
    }

    private sealed class NegotiatedHttp2 : ITlsApplicationProtocolFeature, ITlsConnectionFeature
    {
        private static readonly byte[] Name = "h2"u8.ToArray();

        public ReadOnlyMemory<byte> ApplicationProtocol => Name;

        public X509Certificate2? ClientCertificate { get; set; }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
            Task.FromResult<X509Certificate2?>(null);
    }
}
