using System.Diagnostics;
using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Assets;
using CanaryOperator.Local.ControlPlane.Processes;
using CanaryOperator.Local.Prometheus;
using CanaryOperator.Local.Tests.Prometheus;

namespace CanaryOperator.Local.Tests.ControlPlane;

/// <summary>This assembly run as a program: something that holds a resource until a test kills it.</summary>
internal sealed class ParentProcess : IDisposable
{
    private readonly Process _process;

    private ParentProcess(Process process)
    {
        _process = process;
    }

    public int Id => _process.Id;

    /// <summary>Returns once it holds what it was asked to hold.</summary>
    /// <returns>The words it printed then.</returns>
    public static async Task<(ParentProcess Parent, string[] Printed)> StartAsync(params string[] arguments)
    {
        // Whoever runs the tests in the background ignores SIGINT, or SIGHUP, and .NET inherits that for good.
        var info = new ProcessStartInfo("env", ["--default-signal", "dotnet", typeof(ParentProcess).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var parent = new ParentProcess(Process.Start(info)!);
        var line = await parent._process.StandardOutput.ReadLineAsync();
        line.Should().NotBeNull("the helper process should print what it holds, and its error output be in the test log");
        return (parent, line!.Split(' '));
    }

    /// <param name="name">As in "KILL".</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    public static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Never there, or ended between opening the file and reading it.
            return false;
        }
    }

    private static async Task Main(string[] arguments)
    {
        await (arguments switch
        {
            ["child", var folder] => HoldChildAsync(folder),
            ["lock", var folder] => HoldLockAsync(folder),
            ["fill", var folder] => HoldHalfFilledCacheAsync(folder),
            ["plane"] => HoldControlPlaneAsync(),
            ["broken", var folder] => FailToStartAsync(folder),
            ["prometheus", var folder] => HoldPrometheusAsync(folder),
            ["assets"] => PrintAssetsAsync(),
            _ => throw new InvalidOperationException($"Nothing is called {string.Join(' ', arguments)}."),
        });
    }

    private static async Task HoldChildAsync(string folder)
    {
        var start = new ChildProcessStart("bash", ["-c", "sleep 1000 & echo $!; sleep 1001"], Path.Combine(folder, "log"))
        {
            Folder = folder,
        };
        var child = await ChildProcess.StartAsync(start, CancellationToken.None);
        await CanaryOperator.Testing.Eventually.BecomesTrueAsync(() => File.ReadAllText(child.LogPath).EndsWith('\n'), "the child prints");
        await HoldAsync($"{child.Id} {File.ReadAllText(child.LogPath).Trim()}");
    }

    private static async Task HoldLockAsync(string folder)
    {
        var progress = new PlainAssetsProgress(TextWriter.Null, TimeProvider.System);
        using var held = await AssetsLock.AcquireAsync(folder, TimeSpan.Zero, progress, TimeProvider.System, CancellationToken.None);
        await HoldAsync("held");
    }

    private static async Task HoldHalfFilledCacheAsync(string folder)
    {
        var step = new FakeStep("half", async workspace =>
        {
            await File.WriteAllTextAsync(workspace.InWork("leftover"), string.Empty);
            await HoldAsync("half");
        });
        var environment = new LocalEnvironment(null, folder, []);
        await new AssetsProvider(environment, [FakeStep.Recipe("fake", step)], TimeProvider.System)
            .EnsureAsync(new PlainAssetsProgress(TextWriter.Null, TimeProvider.System), CancellationToken.None);
    }

    private static async Task HoldControlPlaneAsync()
    {
        await using var plane = await LocalControlPlane.StartAsync(
            await EnsureAssetsAsync(Console.Error), new ControlPlaneOptions(), TimeProvider.System, CancellationToken.None);
        await plane.StartControllerManagerAsync(CancellationToken.None);
        await HoldAsync($"{plane.FolderPath} {plane.ServerUri.Port} {string.Join(' ', plane.ProcessIds)}");
    }

    private static async Task HoldPrometheusAsync(string folder)
    {
        await using var prometheus = await PrometheusServer.StartAsync(
            PrometheusFactAttribute.Executable!, folder, TimeProvider.System, CancellationToken.None);
        await HoldAsync($"{prometheus.ProcessId}");
    }

    private static async Task FailToStartAsync(string temporaryFolder)
    {
        Environment.SetEnvironmentVariable("TMPDIR", temporaryFolder);
        var options = new ControlPlaneOptions { ApiServerFlags = ["--no-such-flag"] };
        try
        {
            var assets = await EnsureAssetsAsync(Console.Error);
            await LocalControlPlane.StartAsync(assets, options, TimeProvider.System, CancellationToken.None);
        }
        catch (ControlPlaneStartException e)
        {
            await HoldAsync(e.Message.ReplaceLineEndings(" "));
        }
    }

    private static async Task PrintAssetsAsync() => Console.WriteLine(await EnsureAssetsAsync(Console.Out));

    private static Task<ControlPlaneAssets> EnsureAssetsAsync(TextWriter output) => AssetsProvider
        .Create(TimeProvider.System)
        .EnsureAsync(new PlainAssetsProgress(output, TimeProvider.System), CancellationToken.None);

    private static Task HoldAsync(string printed)
    {
        Console.WriteLine(printed);
        return new TaskCompletionSource().Task;
    }
}
