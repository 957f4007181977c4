using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Controllers;

namespace CanaryOperator.Runtime.Tests.Controllers;

public sealed class OwnerMappingTests
{
    [Theory]
    [InlineData("serving.kserve.io/v1beta1", "InferenceService", true, true)]
    [InlineData("serving.kserve.io/v1alpha7", "InferenceService", true, true)]
    [InlineData("serving.knative.dev/v1", "InferenceService", true, false)]
    [InlineData("v1", "InferenceService", true, false)]
    [InlineData("serving.kserve.io/v1beta1", "Service", true, false)]
    [InlineData("serving.kserve.io/v1beta1", "InferenceService", false, false)]
    [InlineData("serving.kserve.io/v1beta1", "InferenceService", null, false)]
    public void KeysOf_Reference_MatchesControllerByGroupAndKindWhateverTheVersion(
        string apiVersion, string kind, bool? controller, bool matches)
    {
        var owned = Owned(apiVersion, kind, controller);

        OwnerMapping.KeysOf(owned, Owner("serving.kserve.io", ResourceScope.Namespaced))
            .Should().Equal(matches ? [new NamespacedName("ns", "model")] : []);
    }

    [Fact]
    public void KeysOf_OwnerInTheCoreGroup_MatchesAVersionWithoutGroup()
    {
        OwnerMapping.KeysOf(Owned("v1", "InferenceService", true), Owner("", ResourceScope.Namespaced)).Should().HaveCount(1);
    }

    [Fact]
    public void KeysOf_ClusterScopedOwner_HasNoNamespace()
    {
        OwnerMapping.KeysOf(Owned("g/v1", "InferenceService", true), Owner("g", ResourceScope.Cluster))
            .Should().Equal(new NamespacedName("", "model"));
    }

    [Fact]
    public void KeysOf_NoOwner_IsEmpty()
    {
        OwnerMapping.KeysOf(new V1Lease(), Owner("g", ResourceScope.Namespaced)).Should().BeEmpty();
    }

    private static V1Lease Owned(string apiVersion, string kind, bool? controller) => new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = "ns",
            Name = "child",
            OwnerReferences = [new() { ApiVersion = apiVersion, Kind = kind, Name = "model", Uid = "u", Controller = controller }],
        },
    };

    private static ResourceDescriptor<V1Lease> Owner(string group, ResourceScope scope) =>
        new(group, "v1beta1", "InferenceService", "inferenceservices", scope, null!);
}
