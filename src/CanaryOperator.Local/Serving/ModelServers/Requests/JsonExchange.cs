using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>Bodies of requests and answers.</summary>
internal static class JsonExchange
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // People read answers in terminals: quotes are not to become \u0022, as they must in HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whatever the content type: curl's <c>-d</c> says that it sends a form.</summary>
    /// <param name="expected">For the error.</param>
    /// <exception cref="RefusedException">It is no JSON object.</exception>
    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request, string expected, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, documentOptions: Strict, cancellationToken: cancellationToken);
            return body as JsonObject ?? throw BadRequest($"the body is no JSON object: send {expected}");
        }
        catch (JsonException mistake)
        {
            throw BadRequest($"the body is no JSON: {mistake.Message} Send {expected}");
        }
    }

    public static RefusedException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static async Task WriteAsync(HttpContext context, int statusCode, JsonObject body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            body.WriteTo(writer);
        }

        bytes.Write("\n"u8);
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.WrittenCount;
        await context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted);
    }

    public static Task WriteErrorAsync(HttpContext context, int statusCode, string message) =>
        WriteAsync(context, statusCode, new JsonObject { ["error"] = message });
}
