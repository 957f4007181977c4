namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Finds helm: on the PATH, in the cache, or by a recipe that fills the cache.</summary>
internal sealed class HelmProvider(LocalEnvironment environment, AssetsRecipe recipe, TimeProvider clock)
{
    public const string Helm = "helm";

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private readonly AssetsCache _cache = new(environment.CacheFolder);

    /// <summary>For this machine and user.</summary>
    public static HelmProvider Create(TimeProvider clock)
    {
        var environment = LocalEnvironment.Current();
        return new HelmProvider(environment, HelmRecipe.Create(environment), clock);
    }

    /// <summary>Of what is there already; null when helm would have to be fetched.</summary>
    public string? Find() =>
        environment.FindOnPath(Helm) ?? (_cache.Find(recipe) is { } bin ? Path.Combine(bin, Helm) : null);

    /// <summary>Safe to call from several processes at once: one fetches it, the others wait.</summary>
    /// <exception cref="AssetsStepException">It cannot be had; the message says why, and what to do.</exception>
    public async Task<string> EnsureAsync(IAssetsProgress progress, CancellationToken cancellationToken)
    {
        if (Find() is { } there)
        {
            return there;
        }

        try
        {
            using var turn = await AssetsLock.AcquireAsync(_cache.Root, Usual, progress, clock, cancellationToken);
            if (Find() is null)
            {
                await _cache.FillAsync(recipe, progress, cancellationToken);
            }

            return Find()!;
        }
        catch (Exception e) when (e is AssetsStepException or IOException or UnauthorizedAccessException)
        {
            throw new AssetsStepException($"There is no helm on the PATH. {recipe.Name}: {e.Message} To do: {recipe.Remedy}", e);
        }
    }
}
