using System.Security.Cryptography.X509Certificates;
using CanaryOperator.Local.ControlPlane.Components;
using CanaryOperator.Local.ControlPlane.Processes;

namespace CanaryOperator.Local.ControlPlane;

/// <summary>
/// A real Kubernetes API server with its etcd and, where there is one, its controller manager, on free ports of 127.0.0.1. It does not
/// outlive our process, however that ends. Not thread-safe.
/// </summary>
internal sealed class LocalControlPlane : IAsyncDisposable
{
    // Asked to stop, the API server waits a minute for whoever still watches. Nothing is lost by not waiting: it keeps nothing that etcd
    // has not, and etcd ends in milliseconds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly ControlPlaneUser Administrator = new("admin", ["system:masters"]);

    private readonly ControlPlaneAssets _assets;
    private readonly ControlPlaneOptions _options;
    private readonly ControlPlaneFolder _folder;
    private readonly ComponentStarter _starter;
    private readonly TimeProvider _clock;
    private readonly X509Certificate2 _certificate;
    private readonly IReadOnlyList<UserToken> _tokens;
    private readonly ReadinessProbe _probe;

    private ChildProcess? _etcd;
    private ChildProcess? _apiServer;
    private ChildProcess? _controllerManager;
    private Uri? _etcdUri;
    private Uri? _serverUri;

    private LocalControlPlane(ControlPlaneAssets assets, ControlPlaneOptions options, TimeProvider clock)
    {
        _assets = assets;
        _options = options;
        _clock = clock;
        _folder = new ControlPlaneFolder(options.DataDirectory is { } path
            ? Path.GetFullPath(path)
            : Path.Combine(Path.GetTempPath(), $"canary-operator-{Guid.NewGuid():N}"));
        _starter = new ComponentStarter(_folder.Path, ownsFolder: options.DataDirectory is null, clock);
        _certificate = ServingCertificate.Create(clock.GetUtcNow());
        _tokens = [.. options.Users.Prepend(Administrator).Select(UserToken.For)];
        _probe = new ReadinessProbe(_certificate, _tokens[0].Token);
    }

    /// <summary>As in <c>https://127.0.0.1:21234/</c>.</summary>
    public Uri ServerUri => _serverUri!;

    /// <summary>Kubeconfigs, logs and the data; for our user alone.</summary>
    public string FolderPath => _folder.Path;

    /// <summary>Of an administrator who may do everything.</summary>
    public string KubeconfigPath => _folder.Kubeconfig(Administrator);

    /// <summary>
    /// One line of JSON per request (audit.k8s.io/v1 Event, level Metadata), written right after the response; a watch has two: when it
    /// starts and when it ends.
    /// </summary>
    public string AuditLogPath => _folder.AuditLog;

    /// <summary>The process ids of what is running.</summary>
    public IReadOnlyList<int> ProcessIds => [.. Running().Select(process => process.Id)];

    /// <summary>Returns when the API server is ready; without a controller manager.</summary>
    /// <exception cref="ControlPlaneStartException">A component does not start.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task<LocalControlPlane> StartAsync(
        ControlPlaneAssets assets, ControlPlaneOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var plane = new LocalControlPlane(assets, options, clock);
        try
        {
            await plane.StartAsync(cancellationToken);
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Returns when garbage collection works; at once where there is no controller manager. Best called when all kinds are installed: of
    /// those that come later it learns only every half a minute.
    /// </summary>
    /// <exception cref="ControlPlaneStartException">It does not start.</exception>
    public async Task StartControllerManagerAsync(CancellationToken cancellationToken)
    {
        if (_assets.KubeControllerManager is { } binary)
        {
            var flags = ControllerManagerFlags.For(_folder, KubeconfigPath, await KubernetesVersion.OfAsync(binary, cancellationToken));
            _controllerManager = await _starter.StartAsync(
                binary, flags, token => _probe.ControllerManagerAsync(ServerUri, token), cancellationToken);
        }
    }

    /// <summary>Of one of <see cref="ControlPlaneOptions.Users"/>.</summary>
    public string KubeconfigPathOf(ControlPlaneUser user) => _folder.Kubeconfig(user);

    /// <summary>As a crash would. etcd keeps what was written.</summary>
    public async Task KillApiServerAsync(CancellationToken cancellationToken)
    {
        if (_apiServer is { } process)
        {
            await process.KillAsync(cancellationToken);
            await process.DisposeKeepingFolderAsync();
            _apiServer = null;
        }
    }

    /// <summary>On the same port, with the same data, certificate and users; returns when it is ready.</summary>
    public async Task RestartApiServerAsync(CancellationToken cancellationToken)
    {
        await KillApiServerAsync(cancellationToken);
        _apiServer = await StartApiServerAsync(ServerUri.Port, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // etcd last, so that the others do not spend their grace on complaining about it.
        await Task.WhenAll(Running().Where(process => process != _etcd).Select(StopAsync));
        await Task.WhenAll(Running().Where(process => process == _etcd).Select(StopAsync));
        foreach (var process in Running())
        {
            await process.DisposeAsync();
        }

        (_etcd, _apiServer, _controllerManager) = (null, null, null);
        if (_options.DataDirectory is null && Directory.Exists(_folder.Path))
        {
            // Nothing was running, so nobody removed it: etcd did not start.
            Directory.Delete(_folder.Path, recursive: true);
        }

        _probe.Dispose();
        _certificate.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.DataDirectory is not null)
        {
            Directory.CreateDirectory(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _etcd = await LoopbackPort.WithFreeAsync(LoopbackPort.Pick, port => StartEtcdAsync(port, cancellationToken));
        await _folder.WriteAsync(_tokens, _certificate, cancellationToken);
        _apiServer = await LoopbackPort.WithFreeAsync(LoopbackPort.Pick, port => StartApiServerAsync(port, cancellationToken));
        foreach (var token in _tokens)
        {
            await PrivateFile.WriteAsync(
                _folder.Kubeconfig(token.User), KubeconfigText.For(ServerUri, _certificate, token), cancellationToken);
        }
    }

    private Task<ChildProcess> StartEtcdAsync(int port, CancellationToken cancellationToken)
    {
        _etcdUri = new Uri($"http://127.0.0.1:{port}/");
        return _starter.StartAsync(
            _assets.Etcd, EtcdFlags.For(_folder, _etcdUri), token => _probe.EtcdAsync(_etcdUri, token), cancellationToken);
    }

    private Task<ChildProcess> StartApiServerAsync(int port, CancellationToken cancellationToken)
    {
        _serverUri = new Uri($"https://127.0.0.1:{port}/");
        return _starter.StartAsync(
            _assets.KubeApiServer,
            ApiServerFlags.For(_folder, _etcdUri!, port, _options),
            token => _probe.ApiServerAsync(_serverUri, token),
            cancellationToken);
    }

    private Task StopAsync(ChildProcess process) => process.StopAsync(Grace, _clock, CancellationToken.None);

    private IEnumerable<ChildProcess> Running() => new[] { _controllerManager, _apiServer, _etcd }.OfType<ChildProcess>();
}
