using CanaryOperator.Runtime.Webhooks;

namespace CanaryOperator.Runtime.Tests.Webhooks;

/// <summary>Answers as the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedHandler : IAdmissionHandler
{
    public Func<AdmissionRequest, CancellationToken, ValueTask<AdmissionResponse>> Script { get; set; } =
        (_, _) => ValueTask.FromResult(AdmissionResponse.Allowed([]));

    public AdmissionRequest? Last { get; private set; }

    public ValueTask<AdmissionResponse> HandleAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        Last = request;
        return Script(request, cancellationToken);
    }
}
