using CanaryOperator.Cli.Commands;
using CanaryOperator.Kubernetes;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Cli.Tests.Commands;

/// <summary>The program with a cluster that a test makes up; the time is that of the sample experiments.</summary>
internal sealed class CliRun : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubectl-canary-").FullName;
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public MisbehavingServer Server { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Reports.SampleExperiments.Now);

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string Kubeconfig => Path.Combine(_folder, "config");

    public string WriteFile(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public Task<int> RunAsync(params string[] arguments) => RunAsync(Server.Host, arguments);

    /// <param name="host">Of the API server; null for no kubeconfig.</param>
    public Task<int> RunAsync(Uri? host, string[] arguments)
    {
        if (host is not null)
        {
            WriteFile("config", $$"""
                {"apiVersion":"v1","kind":"Config","current-context":"test",
                 "contexts":[{"name":"test","context":{"cluster":"test","user":"test"} }],
                 "clusters":[{"name":"test","cluster":{"server":"{{host}}"} }],"users":[{"name":"test","user":{} }]}
                """);
        }

        return CanaryCommand.RunAsync(
            arguments,
            new()
            {
                Output = TextWriter.Synchronized(_output),
                Error = TextWriter.Synchronized(_error),
                IsTerminal = false,
                Clock = Clock,
                Random = new(1),
                Kubernetes = new(name => name == "KUBECONFIG" && host is not null ? Kubeconfig : null, _folder, _folder),
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
