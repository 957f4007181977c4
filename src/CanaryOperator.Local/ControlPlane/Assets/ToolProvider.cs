namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Finds programs that the control plane does without: on the PATH, in the cache, or by a recipe that fills the cache.</summary>
/// <param name="programs">Those that belong together: all come from the same place.</param>
internal sealed class ToolProvider(LocalEnvironment environment, IReadOnlyList<string> programs, AssetsRecipe recipe, TimeProvider clock)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private readonly AssetsCache _cache = new(environment.CacheFolder);

    public IReadOnlyList<string> Programs { get; } = programs;

    /// <summary>helm, for this machine and user.</summary>
    public static ToolProvider Helm(TimeProvider clock)
    {
        var environment = LocalEnvironment.Current();
        return new ToolProvider(environment, [HelmRecipe.Helm], HelmRecipe.Create(environment), clock);
    }

    /// <summary>prometheus and promtool, for this machine and user.</summary>
    public static ToolProvider Prometheus(TimeProvider clock) => new(
        LocalEnvironment.Current(), [PrometheusRecipe.Prometheus, PrometheusRecipe.Promtool], PrometheusRecipe.Create(), clock);

    /// <summary>chromium-headless-shell, for this machine and user.</summary>
    public static ToolProvider Chromium(TimeProvider clock) =>
        new(LocalEnvironment.Current(), [ChromiumRecipe.Chromium], ChromiumRecipe.Create(), clock);

    /// <summary>Of what is there already, the path by the program's name; null when they would have to be fetched.</summary>
    public IReadOnlyDictionary<string, string>? Find() =>
        Paths(environment.FindOnPath) ?? (_cache.Find(recipe) is { } bin ? Paths(program => Path.Combine(bin, program)) : null);

    /// <summary>Safe to call from several processes at once: one fetches them, the others wait.</summary>
    /// <exception cref="AssetsStepException">They cannot be had; the message says why, and what to do.</exception>
    public async Task<IReadOnlyDictionary<string, string>> EnsureAsync(IAssetsProgress progress, CancellationToken cancellationToken)
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
            var missing = Programs.Where(program => environment.FindOnPath(program) is null);
            throw new AssetsStepException(
                $"There is no {string.Join(" and no ", missing)} on the PATH. {recipe.Name}: {e.Message} To do: {recipe.Remedy}", e);
        }
    }

    private Dictionary<string, string>? Paths(Func<string, string?> find)
    {
        var paths = new Dictionary<string, string>();
        foreach (var program in Programs)
        {
            if (find(program) is not { } path)
            {
                return null;
            }

            paths.Add(program, path);
        }

        return paths;
    }
}
