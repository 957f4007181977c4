using System.Diagnostics;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.Demos;

/// <summary>The tutorial's curl, with the host from the InferenceService's status as the tutorial finds it.</summary>
internal sealed class Prediction(DemoSession session)
{
    private const string Input = "samples/canary/input.json";

    private readonly string? _curl = LocalEnvironment.Current().FindOnPath("curl");

    /// <exception cref="DemoFailedException">There is no prediction in the answer.</exception>
    public async Task RunAsync(string kind, string name, CancellationToken cancellationToken)
    {
        var url = await session.Cluster.KubectlAsync(["get", kind, name, "-o", "jsonpath={.status.url}"], cancellationToken);
        var host = new Uri(url).Host;
        var address = new Uri(session.Cluster.Gateway!.Outside, $"v1/models/{name}:predict");
        session.Print(
            $$"""
            $ SERVICE_HOSTNAME=$(kubectl get {{kind}} {{name}} -o jsonpath='{.status.url}' | cut -d "/" -f 3)
            $ curl -i -H "Host: ${SERVICE_HOSTNAME}" {{address}} -d @{{Input}}

            """);
        var answer = _curl is null ? await AskAsync(host, address, cancellationToken) : await CurlAsync(host, address, cancellationToken);
        session.Print(answer.TrimEnd().ReplaceLineEndings("\n") + "\n");
        if (!answer.Contains("\"predictions\"", StringComparison.Ordinal))
        {
            throw new DemoFailedException($"{address} with the host {host} gave no prediction.");
        }
    }

    private async Task<string> CurlAsync(string host, Uri address, CancellationToken cancellationToken)
    {
        string[] arguments = ["-sS", "-i", "-H", $"Host: {host}", address.AbsoluteUri, "-d", $"@{Input}"];
        var start = new ProcessStartInfo(_curl!, arguments) { WorkingDirectory = AppContext.BaseDirectory };
        var result = await CapturedProcess.RunAsync(start, "", cancellationToken);
        return result.Output + result.Error;
    }

    /// <summary>A machine without curl sees the same.</summary>
    private static async Task<string> AskAsync(string host, Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var body = new StringContent(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, Input), cancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body, Headers = { Host = host } };
        using var response = await client.SendAsync(request, cancellationToken);
        return $"HTTP/{response.Version} {(int)response.StatusCode}\n\n{await response.Content.ReadAsStringAsync(cancellationToken)}";
    }
}
