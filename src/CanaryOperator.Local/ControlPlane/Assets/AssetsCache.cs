namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>
/// Our own folder of binaries. Every recipe has a slot in it, which counts only once its marker is there: the marker is written last,
/// so a run that was killed half-way leaves a slot that the next run throws away.
/// </summary>
internal sealed class AssetsCache(string root)
{
    private const string Marker = "complete";
    private const string WorkFolder = "work";

    public string Root { get; } = root;

    /// <summary>The folder with the finished binaries of a recipe; null when it has to be filled.</summary>
    public string? Find(AssetsRecipe recipe) => File.Exists(Path.Combine(SlotOf(recipe), Marker)) ? BinOf(recipe) : null;

    /// <summary>Runs the recipe. Only the holder of the <see cref="AssetsLock"/> may.</summary>
    /// <exception cref="AssetsStepException">It does not work here.</exception>
    public async Task FillAsync(AssetsRecipe recipe, IAssetsProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var workspace = Prepare(recipe);
            for (var i = 0; i < recipe.Steps.Count; i++)
            {
                var step = recipe.Steps[i];
                var what = $"[{i + 1}/{recipe.Steps.Count}] {step.What}";
                await progress.RunAsync(what, step.Usual, token => step.RunAsync(workspace, token), cancellationToken);
            }

            Directory.Delete(workspace.Work, recursive: true);
            await File.WriteAllTextAsync(Path.Combine(SlotOf(recipe), Marker), string.Empty, cancellationToken);
        }
        catch (Exception e)
        {
            TryClear(recipe);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new AssetsStepException(e.Message, e);
            }

            throw;
        }
    }

    private AssetsWorkspace Prepare(AssetsRecipe recipe)
    {
        var slot = SlotOf(recipe);
        Clear(slot);
        var log = $"{slot}.log";
        File.Delete(log);
        return new AssetsWorkspace(
            Directory.CreateDirectory(BinOf(recipe)).FullName, Directory.CreateDirectory(Path.Combine(slot, WorkFolder)).FullName, log);
    }

    private void TryClear(AssetsRecipe recipe)
    {
        try
        {
            Clear(SlotOf(recipe));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reason of the failure matters more, and the next run clears again before it starts.
        }
    }

    private static void Clear(string slot)
    {
        if (Directory.Exists(slot))
        {
            // First the marker: what is being deleted must not count as complete.
            File.Delete(Path.Combine(slot, Marker));
            Directory.Delete(slot, recursive: true);
        }
    }

    private string SlotOf(AssetsRecipe recipe) => Path.Combine(Root, recipe.Slot);

    private string BinOf(AssetsRecipe recipe) => Path.Combine(SlotOf(recipe), "bin");
}
