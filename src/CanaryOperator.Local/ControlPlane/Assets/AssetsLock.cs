namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>One process at a time fills the cache. The operating system's lock on a file: it dies with its holder.</summary>
internal sealed class AssetsLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>EWOULDBLOCK, which .NET hands through as HResult, on Linux and on macOS.</summary>
    private static readonly int[] WouldBlock = [11, 35];

    private readonly FileStream _file;

    private AssetsLock(FileStream file)
    {
        _file = file;
    }

    /// <param name="folder">Is created when needed.</param>
    /// <param name="usual">How long a holder usually needs.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static async Task<AssetsLock> AcquireAsync(
        string folder, TimeSpan usual, IAssetsProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var taken = TryAcquire(folder);
        if (taken is null)
        {
            await progress.RunAsync(
                $"Waiting for process {ReadHolder(folder)}, which is getting the control plane",
                usual,
                async token =>
                {
                    while ((taken = TryAcquire(folder)) is null)
                    {
                        await Task.Delay(Interval, clock, token);
                    }
                },
                cancellationToken);
        }

        return taken!;
    }

    public void Dispose() => _file.Dispose();

    private static AssetsLock? TryAcquire(string folder)
    {
        try
        {
            var file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Beside the locked file, which nobody else can open.
            File.WriteAllText(HolderFile(folder), $"{Environment.ProcessId}");
            return new AssetsLock(file);
        }
        catch (IOException e) when (WouldBlock.Contains(e.HResult))
        {
            return null;
        }
    }

    private static string ReadHolder(string folder) => File.Exists(HolderFile(folder)) ? File.ReadAllText(HolderFile(folder)) : "?";

    private static string HolderFile(string folder) => Path.Combine(folder, "lock.pid");
}
