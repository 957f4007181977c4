namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Moves Chromium, its libraries and a font out of the work folder, and writes the script that starts it from there.</summary>
internal sealed class KeepChromium : IAssetsStep
{
    // What a folder of libraries holds besides them belongs to drivers of graphics cards, and so do these: a third of all.
    private static readonly string[] OfGraphicsCards = ["libLLVM", "libz3"];

    /// <summary>For the folder that the script lies in: caches move.</summary>
    private const string Start =
        """
        #!/bin/sh
        here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
        export LD_LIBRARY_PATH="$here/libraries" FONTCONFIG_FILE="$here/fonts.conf"
        exec "$here/chromium/chromium-headless-shell" "$@"

        """;

    private const string FontConfiguration =
        """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <dir prefix="relative">fonts</dir>
          <cachedir prefix="xdg">fontconfig</cachedir>
        </fontconfig>

        """;

    public string What => $"Keeping {ChromiumRecipe.Chromium}";

    public TimeSpan Usual => TimeSpan.Zero;

    public async Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var root = UnpackPackages.Root(workspace);
        Directory.Move(Path.Combine(root, "usr", "lib", "chromium"), workspace.InBin("chromium"));
        Directory.Move(Path.Combine(root, "usr", "share", "fonts"), workspace.InBin("fonts"));
        Directory.CreateDirectory(workspace.InBin("libraries"));
        foreach (var library in Libraries(root))
        {
            File.Move(library, Path.Combine(workspace.InBin("libraries"), Path.GetFileName(library)), overwrite: true);
        }

        await File.WriteAllTextAsync(workspace.InBin("fonts.conf"), FontConfiguration, cancellationToken);
        await File.WriteAllTextAsync(workspace.InBin(ChromiumRecipe.Chromium), Start, cancellationToken);
        File.SetUnixFileMode(
            workspace.InBin(ChromiumRecipe.Chromium), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>From the folders of the platform, as in <c>usr/lib/x86_64-linux-gnu</c>.</summary>
    private static IEnumerable<string> Libraries(string root) =>
        new[] { Path.Combine(root, "lib"), Path.Combine(root, "usr", "lib") }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder, "*-linux-gnu*"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.so*"))
            .Where(file => !OfGraphicsCards.Any(Path.GetFileName(file).StartsWith));
}
