using CanaryOperator.Kubernetes.Tests.Configuration;

namespace CanaryOperator.Kubernetes.Tests.Authentication;

/// <summary>A credential plugin: a shell script in a folder of its own, which counts how often it runs.</summary>
internal sealed class PluginScript : IDisposable
{
    public const string ApiVersion = "client.authentication.k8s.io/v1";

    private readonly TemporaryFolder _folder = new();

    public int Runs => File.Exists(Path("runs")) ? File.ReadAllLines(Path("runs")).Length : 0;

    /// <summary>Runs this, in the folder; <c>$1</c> and so on are the arguments after the script itself.</summary>
    public ExecConfiguration Run(string body, params string[] arguments)
    {
        var script = _folder.Write("plugin.sh", $"cd '{_folder.Root}'\necho run >> runs\n{body}\n");

        // Through the shell: starting a file that was just written may fail while another test forks.
        return new ExecConfiguration
        {
            ApiVersion = ApiVersion, Command = "sh", Arguments = [script, .. arguments], InstallHint = "Install it with apt.",
        };
    }

    /// <summary>Prints credentials: <c>token-(number of the run)</c> unless the status says otherwise.</summary>
    public ExecConfiguration Print(string status = "\"token\": \"token-'$(wc -l < runs | tr -d ' ')'\"") => Run(Answer(status));

    /// <summary>The shell command that prints this status; end the quotes to let the shell fill something in.</summary>
    public static string Answer(string status) =>
        $$$"""echo '{"apiVersion": "{{{ApiVersion}}}", "kind": "ExecCredential", "status": {{{{status}}}}}'""";

    public string Path(string name) => _folder.Path(name);

    public void Write(string name, string text) => _folder.Write(name, text);

    public void Dispose() => _folder.Dispose();
}
