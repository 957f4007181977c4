namespace CanaryOperator.Kubernetes.Tests.Configuration;

public sealed class KubeConfigMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void First_file_wins_an_entry_as_a_whole()
    {
        _folder.Write("1", "clusters: [{name: dev, cluster: {server: 'https://first:6443'}}]");
        _folder.Write("2", KubeConfigText.Of("{server: 'https://second:6443', tls-server-name: second}"));

        var configuration = Merge("1", "2");

        configuration.Host.Host.Should().Be("first");
        configuration.TlsServerName.Should().BeNull("fields of two entries are never mixed");
    }

    [Fact]
    public void First_current_context_that_is_not_empty_wins()
    {
        _folder.Write("1", KubeConfigText.Named("a", "a", current: false));
        _folder.Write("2", KubeConfigText.Named("b", "b"));
        _folder.Write("3", KubeConfigText.Named("c", "c"));

        Merge("1", "2", "3").CurrentContext.Should().Be("b");
    }

    [Fact]
    public void Context_may_use_entries_of_other_files()
    {
        _folder.Write("1", "{current-context: dev, contexts: [{name: dev, context: {cluster: c, user: u}}]}");
        _folder.Write("2", "clusters: [{name: c, cluster: {server: 'https://c:6443'}}]");
        _folder.Write("3", "users: [{name: u, user: {token: t}}]");

        var configuration = Merge("1", "2", "3");

        configuration.Host.Host.Should().Be("c");
        configuration.AccessToken.Should().Be("t");
    }

    [Fact]
    public void Names_are_case_sensitive()
    {
        _folder.Write("1", KubeConfigText.Named("DEV", "upper"));
        _folder.Write("2", KubeConfigText.Named("dev", "lower"));

        Merge("1", "2").Host.Host.Should().Be("upper");
        KubernetesClientConfiguration.BuildConfigFromConfigFile(null, "dev", List("1", "2")).Host.Host.Should().Be("lower");
    }

    [Fact]
    public void Relative_paths_start_at_the_file_that_holds_them()
    {
        var ca = _folder.Write("clusters/pki/ca.crt", "");
        var token = _folder.Write("users/token", "t");
        _folder.Write("clusters/config", "clusters: [{name: dev, cluster: {server: 'https://dev', certificate-authority: pki/ca.crt}}]");
        _folder.Write("users/config", KubeConfigText.Of(user: "{tokenFile: token}"));

        var configuration = Merge("clusters/config", "users/config");

        configuration.CertificateAuthorityFile.Should().Be(ca);
        configuration.AccessTokenFile.Should().Be(token);
    }

    [Fact]
    public void Name_twice_in_one_file_is_an_error()
    {
        var file = _folder.Write("1", "users: [{name: u, user: {}}, {name: u, user: {}}]");

        var act = () => Merge("1");

        act.Should().Throw<KubeConfigException>().WithMessage($"{file}: the user 'u' is there twice*");
    }

    [Fact]
    public void Empty_file_adds_nothing()
    {
        _folder.Write("1", "# nothing yet\n");
        _folder.Write("2", KubeConfigText.Of());

        Merge("1", "2").CurrentContext.Should().Be("dev");
    }

    private KubernetesEnvironment List(params string[] files) =>
        _folder.Environment(("KUBECONFIG", string.Join(Path.PathSeparator, files.Select(_folder.Path))));

    private KubernetesClientConfiguration Merge(params string[] files) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(null, null, List(files));
}
