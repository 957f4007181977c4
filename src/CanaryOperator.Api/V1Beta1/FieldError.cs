namespace CanaryOperator.Api.V1Beta1;

/// <summary>Something in an object that its author must change.</summary>
/// <param name="Field">Path, for example <c>spec.predictor.canaryTrafficPercent</c>.</param>
/// <param name="Value">What is there; null when something is missing.</param>
/// <param name="Message">What is wrong and what is allowed, to be read after the path.</param>
public sealed record FieldError(string Field, string? Value, string Message)
{
    public override string ToString() => Value is null ? $"{Field} {Message}" : $"{Field} ({Value}) {Message}";
}
