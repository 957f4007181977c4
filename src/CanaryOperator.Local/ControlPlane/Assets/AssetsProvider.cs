namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Finds the control plane's binaries: where the user points, in the cache, or by a recipe that fills the cache.</summary>
internal sealed class AssetsProvider(LocalEnvironment environment, IReadOnlyList<AssetsRecipe> recipes, TimeProvider clock)
{
    private readonly AssetsCache _cache = new(environment.CacheFolder);

    /// <summary>For this machine and user.</summary>
    public static AssetsProvider Create(TimeProvider clock)
    {
        var environment = LocalEnvironment.Current();
        return new AssetsProvider(environment, [EnvtestRecipe.Create(clock), DebianRecipe.Create(environment)], clock);
    }

    /// <summary>Safe to call from several processes at once: one gets the binaries, the others wait for it.</summary>
    /// <exception cref="AssetsUnavailableException">Nothing works; the message tells all.</exception>
    public async Task<ControlPlaneAssets> EnsureAsync(IAssetsProgress progress, CancellationToken cancellationToken)
    {
        var failures = new List<AssetsFailure>();
        if (FromKubebuilder(failures, progress) is { } given)
        {
            return given;
        }

        if (FromCache() is { } cached)
        {
            return cached;
        }

        using var turn = await TakeTurnAsync(failures, progress, cancellationToken);
        if (FromCache() is { } fromOther)
        {
            return fromOther;
        }

        failures.Add(new AssetsFailure(
            $"The cache {_cache.Root}", "it has no complete set of binaries.", "nothing by hand: the next two ways fill it."));
        return await FillAsync(failures, progress, cancellationToken);
    }

    private ControlPlaneAssets? FromKubebuilder(List<AssetsFailure> failures, IAssetsProgress progress)
    {
        const string Remedy = "set it to a folder that has kube-apiserver and etcd, and kubectl unless it is on the PATH.";
        if (environment.KubebuilderAssets is not { } folder)
        {
            failures.Add(new AssetsFailure("KUBEBUILDER_ASSETS", "it is not set.", Remedy));
            return null;
        }

        var reason = AssetsFolder.Missing(folder, environment);
        if (reason is null)
        {
            return AssetsFolder.Read(folder, environment);
        }

        progress.Say($"KUBEBUILDER_ASSETS is ignored: {reason}");
        failures.Add(new AssetsFailure("KUBEBUILDER_ASSETS", reason, Remedy));
        return null;
    }

    private ControlPlaneAssets? FromCache() => recipes
        .Select(_cache.Find)
        .Where(bin => bin is not null && AssetsFolder.Missing(bin, environment) is null)
        .Select(bin => AssetsFolder.Read(bin!, environment))
        .FirstOrDefault();

    private async Task<AssetsLock> TakeTurnAsync(
        List<AssetsFailure> failures, IAssetsProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            return await AssetsLock.AcquireAsync(_cache.Root, UsualTime(recipes[^1]), progress, clock, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add(new AssetsFailure(
                $"The cache {_cache.Root}", $"it cannot be written to: {e.Message}", "set XDG_CACHE_HOME to a folder that is yours."));
            failures.AddRange(recipes.Select(recipe => new AssetsFailure(recipe.Name, "it needs the cache.", "see above.")));
            throw new AssetsUnavailableException(failures);
        }
    }

    private async Task<ControlPlaneAssets> FillAsync(
        List<AssetsFailure> failures, IAssetsProgress progress, CancellationToken cancellationToken)
    {
        foreach (var recipe in recipes)
        {
            try
            {
                progress.Say($"{ProgressText.Start(recipe.Name, UsualTime(recipe))}:");
                await _cache.FillAsync(recipe, progress, cancellationToken);
                return AssetsFolder.Read(_cache.Find(recipe)!, environment);
            }
            catch (AssetsStepException e)
            {
                progress.Say($"{recipe.Name} does not work here: {e.Message.Split(Environment.NewLine)[0]}");
                failures.Add(new AssetsFailure(recipe.Name, e.Message, recipe.Remedy));
            }
        }

        throw new AssetsUnavailableException(failures);
    }

    private static TimeSpan UsualTime(AssetsRecipe recipe) => recipe.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Usual);
}
