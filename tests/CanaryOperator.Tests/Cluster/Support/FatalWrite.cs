using System.Globalization;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>The write that an operator does not survive.</summary>
/// <param name="namespace">Only writes to this namespace count; leases and events never do.</param>
/// <param name="number">Counted from 1.</param>
/// <param name="isCarriedOut">Whether the API server gets it: then it is the answer that the operator does not live to see.</param>
internal sealed class FatalWrite(string @namespace, int number, bool isCarriedOut)
{
    private readonly string _path = $"/namespaces/{@namespace}/";
    private int _writes;

    public bool IsCarriedOut => isCarriedOut;

    /// <summary>Writes so far, the fatal one included.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public bool HasStruck => Writes >= number;

    /// <summary>Counts the request, and tells whether it is the one.</summary>
    public bool Is(string method, string path) => IsWrite(method, path) && Interlocked.Increment(ref _writes) == number;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"write {number}{(isCarriedOut ? ", carried out" : "")}");

    private bool IsWrite(string method, string path) =>
        method is "POST" or "PUT" or "PATCH"
        && path.Contains(_path, StringComparison.Ordinal)
        && !path.Contains("/leases", StringComparison.Ordinal)
        && !path.Contains("/events", StringComparison.Ordinal);
}
