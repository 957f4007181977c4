using System.Text.RegularExpressions;

namespace CanaryOperator.Api.Validation;

/// <summary>References to container images.</summary>
internal static partial class ImageName
{
    private const int LongestText = 1000;

    /// <summary>As Knative parses them: <c>[registry/]repository[:tag][@sha256:digest]</c>.</summary>
    public static bool IsValid(string image) => image.Length <= LongestText && Reference().IsMatch(image);

    [GeneratedRegex(
        @"\A((?=[^/]*[.:]|localhost/)[A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9][a-z0-9_./-]{0,254}"
        + @"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reference();
}
