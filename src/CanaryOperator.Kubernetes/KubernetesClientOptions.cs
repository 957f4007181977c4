using System.Reflection;
using System.Runtime.InteropServices;

namespace CanaryOperator.Kubernetes;

/// <summary>How the client introduces itself, and how patient it is.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>Owner of the fields that this client writes, as <c>metadata.managedFields</c> shows it.</summary>
    public string FieldManager { get; init; } = "canary-operator";

    /// <summary>Told to the API server with every request; appears in its audit log.</summary>
    public string UserAgent { get; init; } = DefaultUserAgent();

    /// <summary>How long one call may take, retries included. A page of a list is a call; watches have a limit of their own.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    private static string DefaultUserAgent()
    {
        var assembly = typeof(KubernetesClientOptions).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"canary-operator/{version} ({system}/{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()})";
    }
}
