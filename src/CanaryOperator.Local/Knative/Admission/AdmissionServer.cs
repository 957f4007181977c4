using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Local.Knative.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Local.Knative.Admission;

/// <summary>Plays Knative's two webhooks for Services, over HTTPS on a free loopback port.</summary>
internal sealed class AdmissionServer : IAsyncDisposable
{
    public const string DefaultingPath = "/defaulting";
    public const string ValidationPath = "/validation";

    private readonly WebApplication _app;

    private AdmissionServer(WebApplication app, string certificatePem)
    {
        _app = app;
        CertificatePem = certificatePem;
    }

    /// <summary>What a client must trust.</summary>
    public string CertificatePem { get; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<AdmissionServer> StartAsync(
        ILoggerFactory loggerFactory, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var certificate = ServingCertificate.Create(timeProvider.GetUtcNow());
        // Empty: the environment's ASPNETCORE_ variables are meant for others.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggerFactory);
        builder.Services.AddSingleton<IHostLifetime, UntilDisposed>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        return new AdmissionServer(app, certificate.ExportCertificatePem());
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        var review = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var request = review["request"]!;
        var response = context.Request.Path == DefaultingPath ? Default(request) : Validate(request);
        response["uid"] = request["uid"]!.DeepClone();
        var answer = new JsonObject
        {
            ["apiVersion"] = review["apiVersion"]!.DeepClone(),
            ["kind"] = review["kind"]!.DeepClone(),
            ["response"] = response,
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private static JsonObject Default(JsonNode request)
    {
        // A copy, so that messages about it give paths inside the Service.
        var service = request["object"]!.DeepClone().AsObject();
        try
        {
            ServiceDefaults.Apply(service, request["oldObject"] as JsonObject, (string)request["userInfo"]!["username"]!);
        }
        catch (JsonException mistake)
        {
            return Refusal($"mutation failed: cannot decode incoming new object: {mistake.Message}");
        }

        var patch = new JsonArray(Put("/spec", service["spec"]!), Put("/metadata/annotations", service["metadata"]!["annotations"]!));
        return new JsonObject
        {
            ["allowed"] = true,
            ["patchType"] = "JSONPatch",
            ["patch"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(patch.ToJsonString())),
        };
    }

    private static JsonObject Validate(JsonNode request)
    {
        try
        {
            var service = request["object"].Deserialize(KnativeJsonContext.Default.KnativeObject)!;
            var old = request["oldObject"].Deserialize(KnativeJsonContext.Default.KnativeObject);
            return ServiceValidation.Explain(service, old) is { } mistakes ? Refusal(mistakes) : new JsonObject { ["allowed"] = true };
        }
        catch (JsonException mistake)
        {
            return Refusal($"validation failed: cannot decode incoming new object: {mistake.Message}");
        }
    }

    private static JsonObject Refusal(string message) => new()
    {
        ["allowed"] = false,
        ["status"] = new JsonObject { ["code"] = StatusCodes.Status400BadRequest, ["message"] = message },
    };

    private static JsonObject Put(string path, JsonNode value) => new() { ["op"] = "add", ["path"] = path, ["value"] = value.DeepClone() };

    /// <summary>Leaves Ctrl+C and SIGTERM to the program around.</summary>
    private sealed class UntilDisposed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
