using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>The list of envtest archives that controller-tools publishes: release, archive name, its SHA-512 and its address.</summary>
internal static class EnvtestIndex
{
    private const int Sha512Digits = 128;

    /// <param name="version">As in "v1.36.2".</param>
    /// <param name="platform">As in "linux-amd64".</param>
    /// <exception cref="AssetsStepException">The index is not in the form we know, or does not list the archive.</exception>
    public static EnvtestArchive Find(string index, string version, string platform)
    {
        var name = $"envtest-{version}-{platform}.tar.gz";
        var archive = Child(Child(Child(Parse(index), "releases"), version), name)
            ?? throw new AssetsStepException($"the index of envtest archives does not list {name}.");
        return Scalar(archive, "selfLink") is { } link
            && Uri.TryCreate(link, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps
            && Scalar(archive, "hash") is { Length: Sha512Digits } hash
            && hash.All(char.IsAsciiHexDigit)
            ? new EnvtestArchive(address, hash)
            : throw new AssetsStepException($"the index of envtest archives has no https selfLink and SHA-512 hash for {name}.");
    }

    private static YamlNode? Parse(string index)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(index));
            return yaml.Documents.FirstOrDefault()?.RootNode;
        }
        catch (YamlException e)
        {
            throw new AssetsStepException($"the index of envtest archives is not YAML: {e.Message}", e);
        }
    }

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Scalar(YamlNode node, string key) => (Child(node, key) as YamlScalarNode)?.Value;
}
