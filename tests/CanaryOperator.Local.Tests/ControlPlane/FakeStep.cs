using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Local.Tests.ControlPlane;

internal sealed class FakeStep(string what, Func<AssetsWorkspace, Task> run) : IAssetsStep
{
    public string What { get; } = what;

    public TimeSpan Usual => TimeSpan.FromMinutes(6);

    public static FakeStep MakesBinaries { get; } = new("Making", workspace =>
    {
        foreach (var name in new[] { "etcd", "kube-apiserver", "kubectl" })
        {
            File.WriteAllText(workspace.InBin(name), string.Empty);
        }

        return Task.CompletedTask;
    });

    public static FakeStep Fails(string message) => new("Failing", _ => throw new AssetsStepException(message));

    public static AssetsRecipe Recipe(string name, params IReadOnlyList<IAssetsStep> steps) => new(name, name, $"repair {name}", steps);

    public Task RunAsync(AssetsWorkspace workspace, CancellationToken cancellationToken) => run(workspace);
}
