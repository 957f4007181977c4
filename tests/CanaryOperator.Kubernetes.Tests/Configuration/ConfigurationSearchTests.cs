namespace CanaryOperator.Kubernetes.Tests.Configuration;

/// <summary>Where the configuration comes from.</summary>
public sealed class ConfigurationSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Explicit_path_wins_over_everything()
    {
        var given = _folder.Write("given", KubeConfigText.Named("given", "given"));
        var named = _folder.Write("named", KubeConfigText.Named("named", "named"));

        var configuration = KubernetesClientConfiguration.BuildDefaultConfig(given, null, _folder.Pod(more: ("KUBECONFIG", named)));

        configuration.Host.Host.Should().Be("given");
    }

    [Fact]
    public void Kubeconfig_variable_wins_over_pod_and_home()
    {
        var named = _folder.Write("named", KubeConfigText.Named("named", "named"));
        _folder.Write("home/.kube/config", KubeConfigText.Named("home", "home"));

        var configuration = KubernetesClientConfiguration.BuildDefaultConfig(null, null, _folder.Pod(more: ("KUBECONFIG", named)));

        configuration.Host.Host.Should().Be("named");
    }

    [Fact]
    public void Pod_wins_over_home()
    {
        _folder.Write("home/.kube/config", KubeConfigText.Named("home", "home"));

        KubernetesClientConfiguration.BuildDefaultConfig(null, null, _folder.Pod()).Host.Host.Should().Be("10.0.0.1");
    }

    [Fact]
    public void Named_context_is_looked_for_in_files_even_in_a_pod()
    {
        _folder.Write("home/.kube/config", KubeConfigText.Named("home", "home"));

        KubernetesClientConfiguration.BuildDefaultConfig(null, "home", _folder.Pod()).Host.Host.Should().Be("home");
    }

    [Fact]
    public void Home_is_the_last_resort()
    {
        _folder.Write("home/.kube/config", KubeConfigText.Named("home", "home"));

        KubernetesClientConfiguration.BuildDefaultConfig(null, null, _folder.Environment(("KUBECONFIG", ""))).Host.Host.Should().Be("home");
    }

    [Fact]
    public void Nothing_found_says_where_it_looked()
    {
        var act = () => KubernetesClientConfiguration.BuildDefaultConfig(null, null, _folder.Environment());

        act.Should().Throw<KubeConfigException>().WithMessage("*KUBECONFIG is not set*home/.kube/config does not exist*");
    }

    [Fact]
    public void Explicit_path_must_exist()
    {
        var act = () => KubernetesClientConfiguration.BuildConfigFromConfigFile(_folder.Path("gone"), null, _folder.Environment());

        act.Should().Throw<KubeConfigException>().WithMessage("*gone does not exist*");
    }

    [Fact]
    public void Missing_files_of_the_list_are_skipped()
    {
        var there = _folder.Write("there", KubeConfigText.Named("there", "there"));
        var list = string.Join(Path.PathSeparator, _folder.Path("gone"), "", there);

        Build(list).Host.Host.Should().Be("there");
    }

    [Fact]
    public void List_of_missing_files_only_is_an_error_that_names_them()
    {
        var pod = _folder.Pod(more: ("KUBECONFIG", _folder.Path("gone")));

        var act = () => KubernetesClientConfiguration.BuildDefaultConfig(null, null, pod);

        act.Should().Throw<KubeConfigException>().WithMessage("KUBECONFIG names no file that exists*gone*");
    }

    [Fact]
    public void File_named_twice_counts_once()
    {
        var file = _folder.Write("file", KubeConfigText.Named("file", "file"));

        Build($"{file}{Path.PathSeparator}{file}").Host.Host.Should().Be("file");
    }

    private KubernetesClientConfiguration Build(string list) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(null, null, _folder.Environment(("KUBECONFIG", list)));
}
