namespace CanaryOperator.Kubernetes.Tests.Configuration;

/// <summary>A folder that is gone after the test; also the environment of a process that has nothing else.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("canary-config-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <returns>The full path.</returns>
    public string Write(string name, string text)
    {
        var path = Path(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Home is <c>home</c>, the service account is <c>serviceaccount</c>, both below the root.</summary>
    public KubernetesEnvironment Environment(params (string Name, string Value)[] variables)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            values[name] = value;
        }

        return new KubernetesEnvironment(values.GetValueOrDefault, Path("home"), Path("serviceaccount"));
    }

    /// <summary>The environment of a pod, with its service account mounted. The last of several values counts.</summary>
    public KubernetesEnvironment Pod(string host = "10.0.0.1", params (string Name, string Value)[] more)
    {
        Write("serviceaccount/token", "pod-token\n");
        Write("serviceaccount/ca.crt", "");
        Write("serviceaccount/namespace", "from-file\n");
        return Environment([("KUBERNETES_SERVICE_HOST", host), ("KUBERNETES_SERVICE_PORT", "6443"), .. more]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
