namespace CanaryOperator.Runtime.Webhooks;

/// <summary>
/// Decides whether the API server may store an object, and how. It may be asked several times for one change, and by several requests at
/// once. An exception denies the request.
/// </summary>
public interface IAdmissionHandler
{
    /// <param name="cancellationToken">Cancelled a little before the API server stops waiting.</param>
    ValueTask<AdmissionResponse> HandleAsync(AdmissionRequest request, CancellationToken cancellationToken);
}
