using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Controllers;

/// <summary>Why a component cannot be carried out as it is. It stays as it was until somebody changes something.</summary>
/// <param name="Reason">CamelCase: of the condition and of the event.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="Failure">For <c>modelStatus</c>; null when it is not about the model or its runtime.</param>
internal sealed record Problem(string Reason, string Message, FailureInfo? Failure = null)
{
    public const string InvalidSpec = "InvalidSpec";
    public const string ServiceNotOwned = "ServiceNotOwned";
    public const string ServiceRefused = "ServiceRefused";
    public const string KnativeNotInstalled = "KnativeNotInstalled";
    public const string Stopped = "Stopped";
}
