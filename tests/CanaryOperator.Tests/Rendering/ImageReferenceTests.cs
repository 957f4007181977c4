using CanaryOperator.Rendering;

namespace CanaryOperator.Tests.Rendering;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("tensorflow/serving", "tensorflow/serving:2")]
    [InlineData("tensorflow/serving:1", "tensorflow/serving:2")]
    [InlineData("serving", "serving:2")]
    [InlineData("registry.example:5000/serving", "registry.example:5000/serving:2")]
    [InlineData("registry.example:5000/team/serving:1", "registry.example:5000/team/serving:2")]
    [InlineData("serving@sha256:abc", "serving@sha256:abc")]
    [InlineData("serving:1@sha256:abc", "serving:1@sha256:abc")]
    public void WithTag_replaces_the_tag_and_nothing_else(string image, string expected) =>
        ImageReference.WithTag(image, "2").Should().Be(expected);
}
