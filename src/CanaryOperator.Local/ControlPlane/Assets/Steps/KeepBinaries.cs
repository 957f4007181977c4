namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>Moves what is wanted out of the work folder, which is deleted at the end.</summary>
/// <param name="folder">Where an earlier step left them.</param>
internal sealed class KeepBinaries(Func<AssetsWorkspace, string> folder, IReadOnlyList<string> names) : IAssetsStep
{
    public string What => $"Keeping {string.Join(" and ", names)}";

    public TimeSpan Usual => TimeSpan.Zero;

    public Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            File.Move(Path.Combine(folder(workspace), name), workspace.InBin(name));
        }

        return Task.CompletedTask;
    }
}
