namespace CanaryOperator.Runtime.Webhooks;

/// <summary>What travels both ways: a question with a request, an answer with a response.</summary>
internal sealed record AdmissionReview
{
    public const string V1 = "admission.k8s.io/v1";

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public AdmissionRequest? Request { get; init; }

    public AdmissionReviewResponse? Response { get; init; }

    public static AdmissionReview Of(AdmissionReviewResponse response) =>
        new() { ApiVersion = V1, Kind = nameof(AdmissionReview), Response = response };
}
