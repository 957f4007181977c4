using CanaryOperator.Api.V1Alpha1;

namespace CanaryOperator.Rendering;

/// <summary>The inference protocols a runtime speaks.</summary>
internal static class Protocols
{
    public const string V1 = "v1";
    public const string V2 = "v2";

    /// <summary>Lowest first.</summary>
    private static readonly string[] Known = [V1, V2, "grpc-v1", "grpc-v2"];

    /// <summary>A runtime that names none speaks all.</summary>
    public static IReadOnlyList<string> Of(ServingRuntimeSpec runtime) =>
        runtime.ProtocolVersions is { Count: > 0 } named ? [.. named.OrderBy(Rank)] : Known;

    /// <summary>Unknown ones come last.</summary>
    public static int Rank(string protocol) => Array.IndexOf(Known, protocol) is >= 0 and var rank ? rank : Known.Length;
}
