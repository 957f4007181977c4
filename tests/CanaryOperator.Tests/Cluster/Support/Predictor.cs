namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>Texts for <c>spec.predictor</c>, as users write them. A percent may be anything, to see it refused.</summary>
internal static class Predictor
{
    /// <summary>Another version is another template, and so another revision.</summary>
    public static string Model(int version, string? percent = null) =>
        Of($"model: {{modelFormat: {{name: sklearn}}, storageUri: gs://models/{version}}}", percent);

    /// <summary>The emulator takes from the image whether the revision gets ready.</summary>
    public static string Image(string image, string? percent = null) =>
        Of($"containers: [{{name: kserve-container, image: {image}}}]", percent);

    private static string Of(string implementation, string? percent) =>
        percent is null ? $"{{{implementation}}}" : $"{{canaryTrafficPercent: {percent}, {implementation}}}";
}
