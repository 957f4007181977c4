using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CanaryOperator.Runtime.Webhooks;

/// <summary>Reads the question out of an HTTP request.</summary>
internal static class AdmissionReviewReader
{
    /// <summary>The largest object that etcd takes is 1.5 MB; a request carries two, and JSON is larger. In bytes.</summary>
    private const long LargestBody = 7 * 1024 * 1024;

    /// <exception cref="BadReviewException">There is none.</exception>
    public static async Task<AdmissionRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "application/json")
        {
            throw new BadReviewException(StatusCodes.Status415UnsupportedMediaType, "The content type must be application/json.");
        }

        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestBody;
        try
        {
            var review = await JsonSerializer.DeserializeAsync(
                request.Body, WebhookJsonContext.Default.AdmissionReview, cancellationToken);
            return review is { ApiVersion: AdmissionReview.V1, Kind: nameof(AdmissionReview), Request: { Uid.Length: > 0 } found }
                ? found
                : throw new BadReviewException(
                    StatusCodes.Status400BadRequest, $"This is no AdmissionReview of {AdmissionReview.V1} with a request that has a uid.");
        }
        catch (JsonException exception)
        {
            throw new BadReviewException(StatusCodes.Status400BadRequest, $"The body is no admission review: {exception.Message}");
        }
        catch (BadHttpRequestException exception)
        {
            throw new BadReviewException(exception.StatusCode, exception.Message);
        }
    }
}
