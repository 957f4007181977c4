namespace CanaryOperator.Local.Demos;

/// <summary>A canary that something is wrong with.</summary>
/// <param name="IsReady">It becomes ready, and gets its share.</param>
/// <param name="Fails">Requests to it fail.</param>
internal sealed record BadCanary(string Title, string File, bool IsReady, bool Fails)
{
    public static IReadOnlyList<BadCanary> All { get; } =
    [
        new("A canary whose model cannot be loaded", "samples/bad-canary/fails-to-load.yaml", IsReady: false, Fails: false),
        new("A canary that is slow", "samples/bad-canary/slow.yaml", IsReady: true, Fails: false),
        new("A canary that fails for 5 % of its requests", "samples/bad-canary/errors.yaml", IsReady: true, Fails: true),
    ];

    public long Percent => IsReady ? 10 : 0;
}
