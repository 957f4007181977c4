using System.Text.Json;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>Explains predictions.</summary>
public sealed record ExplainerSpec : ComponentSpec
{
    public JsonElement? Art { get; init; }
}
