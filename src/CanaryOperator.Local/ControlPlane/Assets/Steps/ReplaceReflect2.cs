namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>
/// Kubernetes 1.20 comes with reflect2 1.0.1, which reads the insides of Go's maps as they were before Go 1.18: built with Go 1.19, the API
/// server crashes at the first custom resource. Debian's own reflect2 package is the release that fixed it.
/// </summary>
internal sealed class ReplaceReflect2 : IAssetsStep
{
    /// <summary>The Debian package that has the good one.</summary>
    public const string Package = "golang-github-modern-go-reflect2-dev";

    private static readonly string[] Import = ["github.com", "modern-go", "reflect2"];

    public string What => "Replacing a library that Go 1.19 breaks";

    public TimeSpan Usual => TimeSpan.FromSeconds(1);

    public Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        var good = Path.Combine([UnpackPackages.Root(workspace), "usr", "share", "gocode", "src", .. Import]);
        var vendored = Path.Combine([UnpackSource.Folder(workspace), "vendor", .. Import]);
        foreach (var file in Directory.GetFiles(vendored).Where(IsSource))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.GetFiles(good).Where(IsSource))
        {
            File.Copy(file, Path.Combine(vendored, Path.GetFileName(file)));
        }

        return Task.CompletedTask;
    }

    private static bool IsSource(string file) => Path.GetExtension(file) is ".go" or ".s";
}
