namespace CanaryOperator.Api;

/// <summary>What the URI of a model may begin with.</summary>
public static class StorageSchemes
{
    public const string End = "://";

    /// <summary>A persistent volume claim, which is mounted.</summary>
    public const string Claim = "pvc";

    /// <summary>In the order of messages.</summary>
    public static IReadOnlyList<string> All { get; } = ["gs", "s3", Claim, "hf", "https", "http", "hdfs", "webhdfs", "file"];

    /// <summary>What the storage initializer can fetch.</summary>
    public static IReadOnlyList<string> Fetched { get; } = [.. All.Where(scheme => scheme != Claim)];

    /// <summary>Models in images, which KServe serves by a sidecar, and this operator does not.</summary>
    public static IReadOnlyList<string> Images { get; } = ["oci", "oci+native", "oci+fetch"];
}
