using System.Net;
using System.Net.Sockets;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Testing;
using Spectre.Console;

namespace CanaryOperator.Local.Tests.ControlPlane;

public sealed class LocalControlPlaneTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    private const string OwnerAndChild =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: child, ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: UID}]}
        """;

    private LocalControlPlane Plane => fixture.Plane;

    [Fact]
    public async Task Kubectl_reaches_the_real_api_server() =>
        (await KubectlAsync("get", "ns", "-o", "name")).Split('\n').Should().Contain(["namespace/default", "namespace/kube-system"]);

    [Fact]
    public async Task The_assets_command_prints_where_the_binaries_are()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

        var code = await AssetsCommand.Create(console, TimeProvider.System).Parse([]).InvokeAsync();

        code.Should().Be(0);
        output.ToString().Should().Contain(fixture.Assets.Etcd)
            .And.Contain(fixture.Assets.KubeApiServer).And.Contain(fixture.Assets.Kubectl);
    }

    [Fact]
    public async Task What_was_written_survives_the_death_of_the_api_server()
    {
        await KubectlAsync("create", "configmap", "survivor", "--from-literal=a=b");
        var address = Plane.ServerUri;

        await Plane.KillApiServerAsync(CancellationToken.None);
        (await fixture.Kubectl.RunAsync(["get", "ns"], CancellationToken.None)).ExitCode.Should().NotBe(0, "the server is down");
        await Plane.RestartApiServerAsync(CancellationToken.None);

        (await KubectlAsync("get", "configmap", "survivor", "-o", "jsonpath={.data.a}")).Should().Be("b");
        Plane.ServerUri.Should().Be(address);
    }

    [Fact]
    public async Task What_lost_its_owner_is_collected_where_there_is_a_controller_manager_which_envtest_has_not()
    {
        if (fixture.Assets.KubeControllerManager is null)
        {
            return;
        }

        await KubectlAsync("create", "configmap", "owner");
        var uid = await KubectlAsync("get", "configmap", "owner", "-o", "jsonpath={.metadata.uid}");
        var applied = await fixture.Kubectl.RunAsync(
            ["apply", "-f", "-"], OwnerAndChild.Replace("UID", uid, StringComparison.Ordinal), CancellationToken.None);
        applied.ExitCode.Should().Be(0, applied.Error);

        await KubectlAsync("delete", "configmap", "owner");

        await Eventually.BecomesTrueAsync(
            async () => (await KubectlAsync("get", "configmap", "child", "--ignore-not-found", "-o", "name")).Length == 0,
            "the child is collected");
    }

    [Fact]
    public async Task A_user_may_only_do_what_its_role_says()
    {
        var reader = new KubectlRunner(fixture.Assets.Kubectl, Plane.KubeconfigPathOf(ControlPlaneFixture.Reader));

        var denied = await reader.RunAsync(["get", "nodes"], CancellationToken.None);
        await KubectlAsync("create", "clusterrole", "reader", "--verb=list", "--resource=nodes");
        await KubectlAsync("create", "clusterrolebinding", "reader", "--clusterrole=reader", "--serviceaccount=default:reader");

        denied.Error.Should().Contain("\"system:serviceaccount:default:reader\" cannot list");
        await Eventually.BecomesTrueAsync(
            async () => (await reader.RunAsync(["get", "nodes"], CancellationToken.None)).ExitCode == 0, "the role takes effect");
    }

    [Fact]
    public async Task The_audit_log_has_every_request()
    {
        await KubectlAsync("create", "configmap", "audited");

        await Eventually.BecomesTrueAsync(() => Lines().Any(), "the line that follows the response");
        Lines().Should().ContainSingle().Which.Should().Contain("\"verb\":\"create\"").And.Contain("\"code\":201");

        IEnumerable<string> Lines() => File.ReadLines(Plane.AuditLogPath)
            .Where(line => line.Contains("\"name\":\"audited\"", StringComparison.Ordinal) && line.EndsWith('}'));
    }

    [Fact]
    public void Nothing_listens_beyond_loopback()
    {
        var addresses = Plane.ProcessIds.SelectMany(ListeningSockets.Of).ToList();

        addresses.Should().HaveCountGreaterOrEqualTo(2).And.OnlyContain(address => IPAddress.IsLoopback(address));
    }

    [Fact]
    public async Task Nothing_of_it_outlives_a_killed_parent()
    {
        var (parent, printed) = await ParentProcess.StartAsync("plane");
        using var _ = parent;
        var (folder, port, ids) = (printed[0], int.Parse(printed[1]), printed[2..].Select(int.Parse).ToArray());
        ids.Should().HaveCountGreaterOrEqualTo(2).And.OnlyContain(id => ParentProcess.IsAlive(id));

        await parent.SignalAsync("KILL");

        await Eventually.BecomesTrueAsync(() => !ids.Any(ParentProcess.IsAlive), "its processes are gone");
        await Eventually.BecomesTrueAsync(() => !Directory.Exists(folder), "its folder is gone");
        // A process counts as dead before its last thread has closed the port.
        await Eventually.BecomesTrueAsync(() => IsRefusedAsync(port), "its port is closed");
    }

    [Fact]
    public async Task A_data_directory_is_found_again_and_closed_to_others()
    {
        using var folder = new TemporaryFolder();
        var options = new ControlPlaneOptions { DataDirectory = folder.At("data") };
        await using (var first = await StartAsync(options))
        {
            await RunAsync(first, "create", "configmap", "kept");
        }

        await using var second = await StartAsync(options);

        (await RunAsync(second, "get", "configmap", "kept", "-o", "name")).Should().Be("configmap/kept\n");
        Directory.GetFiles(folder.At("data")).Select(File.GetUnixFileMode)
            .Should().OnlyContain(mode => mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_flag_that_the_api_server_does_not_know_fails_with_its_own_words_and_leaves_nothing()
    {
        using var temporary = new TemporaryFolder();
        var (parent, printed) = await ParentProcess.StartAsync("broken", temporary.Path);
        using var _ = parent;

        string.Join(' ', printed).Should().StartWith("kube-apiserver ended with exit code 1").And.Contain("--no-such-flag");
        Directory.GetDirectories(temporary.Path, "canary-operator-*").Should().BeEmpty();
    }

    [Fact]
    public async Task A_taken_port_is_recognised_in_the_log_of_a_component()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var files = new ControlPlaneFolder(folder.Path);
        var etcd = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/");

        var start = () => new ComponentStarter(folder.Path, ownsFolder: false, TimeProvider.System)
            .StartAsync(fixture.Assets.Etcd, EtcdFlags.For(files, etcd), _ => Task.FromResult(false), CancellationToken.None);

        (await start.Should().ThrowAsync<ControlPlaneStartException>()).Which.PortWasTaken.Should().BeTrue();
    }

    private static async Task<bool> IsRefusedAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private Task<LocalControlPlane> StartAsync(ControlPlaneOptions options) =>
        LocalControlPlane.StartAsync(fixture.Assets, options, TimeProvider.System, CancellationToken.None);

    private Task<string> KubectlAsync(params string[] arguments) => RunAsync(Plane, arguments);

    private async Task<string> RunAsync(LocalControlPlane plane, params string[] arguments)
    {
        var result = await new KubectlRunner(fixture.Assets.Kubectl, plane.KubeconfigPath).RunAsync(arguments, CancellationToken.None);
        result.ExitCode.Should().Be(0, $"kubectl {string.Join(' ', arguments)} should work: {result.Error}");
        return result.Output;
    }
}
