using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Alpha1;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Testing;

namespace CanaryOperator.Api.Tests;

public sealed class ResourceTests
{
    [Fact]
    public void Descriptors_say_what_the_definitions_in_crds_say()
    {
        ShouldBeDefined(InferenceServiceResources.KServe);
        ShouldBeDefined(InferenceServiceResources.KFServing);
        ShouldBeDefined(ServingRuntimeResources.ServingRuntimes);
        ShouldBeDefined(ServingRuntimeResources.ClusterServingRuntimes);
    }

    [Fact]
    public void Knatives_kinds_are_where_Knative_serves_them()
    {
        KnativeResources.Services.ApiVersion.Should().Be("serving.knative.dev/v1");
        KnativeResources.Services.QualifiedName.Should().Be("services.serving.knative.dev");
        KnativeResources.Revisions.QualifiedName.Should().Be("revisions.serving.knative.dev");
    }

    [Fact]
    public void KFServings_keys_are_KServes_with_its_own_group()
    {
        WellKnown.InferenceServiceLabel(WellKnown.KServeGroup).Should().Be("serving.kserve.io/inferenceservice");
        WellKnown.InferenceServiceLabel(WellKnown.KFServingGroup).Should().Be("serving.kubeflow.org/inferenceservice");
        WellKnown.StorageSourceUriAnnotation(WellKnown.KServeGroup).Should().Be("internal.serving.kserve.io/storage-initializer-sourceuri");
    }

    private static void ShouldBeDefined<T>(ResourceDescriptor<T> descriptor)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = YamlFile.Read($"crds/{descriptor.Group}_{descriptor.Plural}.yaml");

        definition["metadata"]!["name"]!.GetValue<string>().Should().Be(descriptor.QualifiedName);
        var spec = definition["spec"]!;
        spec["group"]!.GetValue<string>().Should().Be(descriptor.Group);
        spec["names"]!["kind"]!.GetValue<string>().Should().Be(descriptor.Kind);
        spec["names"]!["plural"]!.GetValue<string>().Should().Be(descriptor.Plural);
        spec["scope"]!.GetValue<string>().Should().Be(descriptor.Scope.ToString());
        spec["versions"]!.AsArray().Should().ContainSingle().Which!["name"]!.GetValue<string>().Should().Be(descriptor.Version);
    }
}
