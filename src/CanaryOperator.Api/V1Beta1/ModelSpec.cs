namespace CanaryOperator.Api.V1Beta1;

/// <summary>A model of a named format, served by a runtime that is named or found by that format.</summary>
public sealed record ModelSpec : FrameworkSpec
{
    public ModelSpec()
    {
    }

    /// <summary>Everything of the old form, with its field name as the format.</summary>
    internal ModelSpec(string format, FrameworkSpec framework)
        : base(framework)
    {
        ModelFormat = new ModelFormat { Name = format };
    }

    public ModelFormat? ModelFormat { get; init; }

    /// <summary>Name of a runtime; absent: the best one for the format.</summary>
    public string? Runtime { get; init; }
}
