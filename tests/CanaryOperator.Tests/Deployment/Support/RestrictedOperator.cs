using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>The chart for two namespaces of several.</summary>
[CollectionDefinition(Name)]
public sealed class RestrictedOperator : ChartCluster, ICollectionFixture<RestrictedOperator>
{
    public const string Name = "restricted operator";

    internal static IReadOnlyList<string> Watched { get; } = ["team-a", "team-b"];

    private protected override IReadOnlyList<string> Values => ["--set", $"watchNamespaces={{{string.Join(',', Watched)}}}"];

    private protected override string ReviewedNamespace => Watched[0];

    internal TestNamespace In(string name) => new(this, name, InferenceServiceResources.KServe);

    /// <inheritdoc cref="ChartCluster.StopAndReadRequestsAsync"/>
    internal Task<IReadOnlyList<AuditEntry>> RequestsAsync() => StopAndReadRequestsAsync();

    private protected override async Task PrepareAsync()
    {
        foreach (var name in Watched)
        {
            await KubectlAsync("create", "namespace", name);

            // Kubernetes does it itself since 1.21.
            await KubectlAsync("label", "--overwrite", "namespace", name, $"kubernetes.io/metadata.name={name}");
        }
    }
}
