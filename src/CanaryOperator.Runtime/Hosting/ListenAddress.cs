using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CanaryOperator.Runtime.Hosting;

/// <summary>
/// Where to listen, as options spell it: <c>:8080</c> (all interfaces), <c>127.0.0.1:0</c> (any free port), <c>0</c> (not at all).
/// </summary>
public sealed class ListenAddress
{
    private readonly IPAddress? _address;
    private readonly int _port;

    private ListenAddress(bool isOff, IPAddress? address, int port)
    {
        IsOff = isOff;
        _address = address;
        _port = port;
    }

    public bool IsOff { get; }

    /// <exception cref="FormatException">It is none of the three forms.</exception>
    public static ListenAddress Parse(string text)
    {
        if (text == "0")
        {
            return new ListenAddress(isOff: true, null, 0);
        }

        var colon = text.LastIndexOf(':');
        if (colon >= 0
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && (colon == 0 || IPAddress.TryParse(text.AsSpan(0, colon), out _)))
        {
            return new ListenAddress(isOff: false, colon == 0 ? null : IPAddress.Parse(text.AsSpan(0, colon)), port);
        }

        throw new FormatException($"'{text}' is no address to listen on: write ':8080', '127.0.0.1:8080', '[::1]:8080', or '0' for none.");
    }

    internal void Apply(KestrelServerOptions options, Action<ListenOptions> configure)
    {
        if (_address is null)
        {
            options.ListenAnyIP(_port, configure);
        }
        else
        {
            options.Listen(_address, _port, configure);
        }
    }
}
