using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CanaryOperator.Local.ControlPlane.Components;

internal static class LoopbackPort
{
    // Below the ports that systems give to outgoing connections: while the API server is down, a client that keeps connecting to a port of
    // that range can end up connected to itself, and the server cannot come back.
    private const int First = 20_000;
    private const int End = 30_000;
    private const int Attempts = 5;

    /// <summary>A port that is free now. It may not be any more when it is used: see <see cref="WithFreeAsync"/>.</summary>
    public static int Pick()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Draw again.
            }
        }
    }

    /// <summary>Starts something on a free port, again on another one when somebody else was faster.</summary>
    public static async Task<T> WithFreeAsync<T>(Func<int> pick, Func<int, Task<T>> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await start(pick());
            }
            catch (ControlPlaneStartException e) when (e.PortWasTaken && attempt < Attempts)
            {
                // The next port.
            }
        }
    }
}
