using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Rendering;

/// <summary>What a runtime must be able to serve.</summary>
/// <param name="Protocol">Null: the user did not say.</param>
internal sealed record RequestedModel(string Format, string? Version, string? Protocol)
{
    /// <summary>Null without a format. A format may be written with its version, <c>sklearn:1</c>.</summary>
    public static RequestedModel? From(ModelSpec model)
    {
        var parts = (model.ModelFormat?.Name ?? "").Split(':', 2);
        var version = model.ModelFormat?.Version is { Length: > 0 } written ? written : parts.ElementAtOrDefault(1);
        return parts[0].Length == 0
            ? null
            : new(parts[0], version, model.ProtocolVersion is { Length: > 0 } protocol ? protocol : null);
    }

    public bool IsServedAs(SupportedModelFormat supported) =>
        supported.Name == Format && (Version is null || supported.Version == Version);

    public override string ToString() => Version is null ? Format : $"{Format} version {Version}";
}
