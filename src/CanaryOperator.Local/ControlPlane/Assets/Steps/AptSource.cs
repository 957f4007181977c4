namespace CanaryOperator.Local.ControlPlane.Assets.Steps;

/// <summary>One source of packages as apt's configuration names it.</summary>
/// <param name="Options">By their deb822 names, such as Signed-By; a value may have several lines, as a key written out has.</param>
internal sealed record AptSource(
    IReadOnlyList<string> Uris,
    IReadOnlyList<string> Suites,
    IReadOnlyList<string> Components,
    IReadOnlyDictionary<string, string> Options);
