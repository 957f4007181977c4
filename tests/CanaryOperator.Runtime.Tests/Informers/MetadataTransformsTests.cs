using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Informers;

namespace CanaryOperator.Runtime.Tests.Informers;

public sealed class MetadataTransformsTests
{
    [Fact]
    public void WithoutLastApplied_AnnotationIsThere_DropsItAlone()
    {
        var metadata = new V1ObjectMeta
        {
            Annotations = new Dictionary<string, string> { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}", ["mine"] = "yes" },
        };

        metadata.WithoutLastApplied().Annotations.Should().Equal(new Dictionary<string, string> { ["mine"] = "yes" });
    }

    [Fact]
    public void WithoutLastApplied_NothingToDrop_IsTheSameInstance()
    {
        var metadata = new V1ObjectMeta { Name = "a" };

        metadata.WithoutLastApplied().Should().BeSameAs(metadata);
    }
}
