using System.Globalization;
using System.Net;

namespace CanaryOperator.Local.Tests.ControlPlane;

/// <summary>From the kernel's tables of sockets, by the sockets that a process has open.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    public static IReadOnlyList<IPAddress> Of(int processId)
    {
        var sockets = Directory.GetFiles($"/proc/{processId}/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            .Select(target => target!["socket:[".Length..^1])
            .ToHashSet();
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(table => File.ReadLines($"/proc/{processId}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns[3] == Listening && sockets.Contains(columns[9]))
                .Select(columns => ParseAddress(columns[1].Split(':')[0])),
        ];
    }

    // Words of four bytes, each in the byte order of the processor.
    private static IPAddress ParseAddress(string hex) => new(hex
        .Chunk(8)
        .SelectMany(word => BitConverter.GetBytes(uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
        .ToArray());
}
