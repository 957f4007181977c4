using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Logs what the API server warns of (deprecated versions, unknown fields), each text once.</summary>
internal sealed class ServerWarnings(ILogger logger)
{
    private readonly RecentTexts _logged = new();

    public void Report(ApiRequest request, HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.Contains("Warning"))
        {
            return;
        }

        foreach (var warning in headers.Warning)
        {
            var text = Unquote(warning.Text);
            if (_logged.Add(text))
            {
                Log.ServerWarned(logger, request, text);
            }
        }
    }

    private static string Unquote(string quoted) =>
        quoted[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
