namespace CanaryOperator.Local.Serving;

/// <summary>Headers of answers.</summary>
internal static class ServingHeaders
{
    /// <summary>The revision that gave the answer; a transformer adds its own after that of its predictor.</summary>
    public const string Revision = "x-revision";
}
