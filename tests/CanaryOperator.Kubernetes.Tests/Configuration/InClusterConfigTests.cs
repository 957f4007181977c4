namespace CanaryOperator.Kubernetes.Tests.Configuration;

public sealed class InClusterConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Service_account_of_the_pod_is_used()
    {
        var configuration = KubernetesClientConfiguration.InClusterConfig(_folder.Pod());

        configuration.Host.Should().Be(new Uri("https://10.0.0.1:6443"));
        configuration.AccessTokenFile.Should().Be(_folder.Path("serviceaccount/token"));
        configuration.CertificateAuthorityFile.Should().Be(_folder.Path("serviceaccount/ca.crt"));
        configuration.Namespace.Should().Be("from-file");
    }

    [Fact]
    public void Ipv6_address_gets_its_brackets()
    {
        KubernetesClientConfiguration.InClusterConfig(_folder.Pod("fd00::1")).Host.Should().Be(new Uri("https://[fd00::1]:6443"));
    }

    [Fact]
    public void Downward_api_tells_the_namespace_better_than_the_file()
    {
        KubernetesClientConfiguration.InClusterConfig(_folder.Pod(more: ("POD_NAMESPACE", "from-pod"))).Namespace.Should().Be("from-pod");
    }

    [Fact]
    public void Namespace_is_default_without_a_file()
    {
        var pod = _folder.Pod();
        File.Delete(_folder.Path("serviceaccount/namespace"));

        KubernetesClientConfiguration.InClusterConfig(pod).Namespace.Should().Be("default");
    }

    [Fact]
    public void Without_the_variables_it_is_no_pod()
    {
        var environment = _folder.Environment(("KUBERNETES_SERVICE_HOST", "10.0.0.1"));

        KubernetesClientConfiguration.IsInCluster(environment).Should().BeFalse();
        var act = () => KubernetesClientConfiguration.InClusterConfig(environment);
        act.Should().Throw<KubeConfigException>().WithMessage("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT*");
    }

    [Theory]
    [InlineData("token")]
    [InlineData("ca.crt")]
    public void Missing_mount_is_named(string file)
    {
        var pod = _folder.Pod();
        KubernetesClientConfiguration.IsInCluster(pod).Should().BeTrue();
        File.Delete(_folder.Path($"serviceaccount/{file}"));

        var act = () => KubernetesClientConfiguration.InClusterConfig(pod);

        act.Should().Throw<KubeConfigException>().WithMessage($"*serviceaccount/{file} does not exist*automountServiceAccountToken*");
    }

    [Fact]
    public void Pod_without_a_token_is_not_in_cluster()
    {
        var pod = _folder.Pod();
        File.Delete(_folder.Path("serviceaccount/token"));

        KubernetesClientConfiguration.IsInCluster(pod).Should().BeFalse();
    }
}
