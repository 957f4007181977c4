namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>Tells the user what takes long, how long it took so far and how long it usually takes.</summary>
internal interface IAssetsProgress
{
    void Say(string line);

    /// <param name="what">What <paramref name="work"/> does, as a phrase that goes on after "[2/7]".</param>
    /// <param name="usual">How long it usually takes.</param>
    Task RunAsync(string what, TimeSpan usual, Func<CancellationToken, Task> work, CancellationToken cancellationToken);
}
