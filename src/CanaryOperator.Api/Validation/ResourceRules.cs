using CanaryOperator.Api.Pods;
using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Validation;

/// <summary>Amounts that a container requests and may use.</summary>
internal static class ResourceRules
{
    public static IEnumerable<FieldError> Errors(Field container)
    {
        var (requests, limits) = (container["resources"]["requests"], container["resources"]["limits"]);
        foreach (var (_, amount) in requests.Properties.Concat(limits.Properties))
        {
            if (!IsAmount(amount, out var value) || value < 0)
            {
                yield return amount.Error("must be an amount, for example 500m, 2 or 4Gi.");
            }
        }

        foreach (var (name, request) in requests.Properties)
        {
            if (IsAmount(request, out var requested) && IsAmount(limits[name], out var limit) && requested > limit)
            {
                yield return request.Error($"must be at most the limit, which is {limits[name].Text ?? $"{limit}"}.");
            }
        }
    }

    private static bool IsAmount(Field field, out decimal? value)
    {
        value = null;
        return (field.Text ?? (field.Kind == System.Text.Json.JsonValueKind.Number ? field.Value!.Value.GetRawText() : null)) is { } text
            && Quantity.TryParse(text, out value);
    }
}
