namespace CanaryOperator.Local.ControlPlane.Components;

internal static class PrivateFile
{
    /// <summary>Nobody but our user can read it at any moment, whatever the folder it is in allows.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        // A file that exists would keep its mode.
        File.Delete(path);
        await using var writer = new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
