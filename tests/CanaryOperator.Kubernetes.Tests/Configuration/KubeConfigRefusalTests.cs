namespace CanaryOperator.Kubernetes.Tests.Configuration;

/// <summary>Each mistake in a kubeconfig has an answer that names the file and the entry, and holds no secret.</summary>
public sealed class KubeConfigRefusalTests : IDisposable
{
    private const string Secret = "s3cret";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{}", "cluster 'dev': server is missing*")]
    [InlineData("{server: 'dev:6443/x y'}", "cluster 'dev': server is no address*")]
    [InlineData("{server: /just/a/path}", "cluster 'dev': server is no address*")]
    [InlineData("{server: 'ftp://dev'}", "*server must begin with https://*")]
    [InlineData("{server: 'https://user:s3cret@dev'}", "*server must be a plain address*")]
    [InlineData("{server: 'http://dev:8080'}", "*http, which is allowed on this machine only*")]
    [InlineData("{server: 'https://dev', proxy-url: 'ftp://u:s3cret@proxy'}", "*proxy-url must be one of http, https, socks5, not ftp*")]
    [InlineData("{server: 'https://dev', proxy-url: 's3cret'}", "cluster 'dev': proxy-url is no address*")]
    [InlineData("{server: 'https://dev', certificate-authority-data: '%s3cret'}", "cluster 'dev': *-data is not base64*")]
    [InlineData("{server: 'https://dev', certificate-authority-data: aGVsbG8=}", "*certificate-authority-data: holds no PEM certificate*")]
    [InlineData("{server: 'https://dev', certificate-authority: gone.crt}", "*certificate-authority *gone.crt does not exist*")]
    [InlineData("{server: 'https://dev', certificate-authority: config, insecure-skip-tls-verify: true}", "*exclude each other*")]
    [InlineData("{server: 'https://dev', insecure-skip-tls-verify: 'yes'}", "*cluster.insecure-skip-tls-verify is of the wrong type*")]
    public void Cluster_mistake_is_refused(string cluster, string message) => Refuse(KubeConfigText.Of(cluster), message);

    [Theory]
    [InlineData("{auth-provider: {name: gcp, config: {access-token: s3cret}}}", "user 'dev': auth-provider was removed*exec*")]
    [InlineData("{client-certificate: config}", "*certificate has no key*")]
    [InlineData("{client-key: config}", "*key has no certificate*")]
    [InlineData("{client-certificate-data: s3cretA=, client-key-data: s3cretA=}", "*not a PEM certificate with the unencrypted key*")]
    [InlineData("{client-key-data: '%s3cret'}", "user 'dev': client-key-data is not base64*")]
    [InlineData("{tokenFile: gone}", "*tokenFile *gone does not exist*")]
    [InlineData("{token: s3cret, username: alice, password: s3cret}", "*token and username/password exclude each other*")]
    [InlineData("{token: s3cret, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x}}", "*exec excludes*")]
    [InlineData("{as-groups: [admins]}", "user 'dev': as-uid, as-groups and as-user-extra need 'as'*")]
    [InlineData("{as: \"bob\\r\\nImpersonate-Group: admins\"}", "*no control characters*")]
    [InlineData("{token: [s3cret]}", "*$.users[0].user.token is of the wrong type*")]
    public void User_mistake_is_refused(string user, string message) => Refuse(KubeConfigText.Of(user: user), message);

    [Theory]
    [InlineData("{token: s3cret}")]
    [InlineData("{username: alice, password: s3cret}")]
    [InlineData("{tokenFile: config}")]
    [InlineData("{client-certificate: config, client-key: config}")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x}}")]
    public void Credentials_never_go_over_http_not_even_to_this_machine(string user) =>
        Refuse(KubeConfigText.Of("{server: 'http://127.0.0.1:8080'}", user), "*http, which would show the credentials*");

    [Fact]
    public void Http_to_this_machine_without_credentials_is_fine()
    {
        var file = _folder.Write("config", KubeConfigText.Of("{server: 'http://127.0.0.1:8001'}"));

        KubernetesClientConfiguration.BuildConfigFromConfigFile(file).Host.Should().Be(new Uri("http://127.0.0.1:8001"));
    }

    [Theory]
    [InlineData("v1", "command: x", "user 'dev': exec.interactiveMode must be Never or IfAvailable*")]
    [InlineData("v1", "command: x, interactiveMode: Always", "user 'dev': exec.interactiveMode is Always*")]
    [InlineData("v1beta1", "command: x, interactiveMode: Sometimes", "user 'dev': exec.interactiveMode must be*")]
    [InlineData("v1beta1", "args: [s3cret]", "user 'dev': exec.command is missing*")]
    [InlineData("v1beta1", "command: x, env: [{value: s3cret}]", "user 'dev': an entry of exec.env has no name*")]
    [InlineData("v1alpha1", "command: x", "*exec.apiVersion must be*not 'client.authentication.k8s.io/v1alpha1'*")]
    public void Exec_mistake_is_refused(string version, string exec, string message) =>
        Refuse(KubeConfigText.Of(user: $"{{exec: {{apiVersion: client.authentication.k8s.io/{version}, {exec}}}}}"), message);

    [Fact]
    public void Exec_without_a_version_is_refused() =>
        Refuse(KubeConfigText.Of(user: "{exec: {command: x}}"), "*exec.apiVersion must be*");

    [Theory]
    [InlineData("{user: dev}", "context 'dev': it names no cluster*")]
    [InlineData("{cluster: other, user: dev}", "context 'dev': its cluster 'other' does not exist*")]
    [InlineData("{cluster: dev, user: other}", "context 'dev': its user 'other' does not exist*")]
    public void Context_mistake_is_refused(string context, string message) => Refuse(KubeConfigText.Of(context: context), message);

    [Theory]
    [InlineData("contexts: [{name: b}, {name: a}]", "there is no current-context. Set one, or name one of: a, b.")]
    [InlineData("current-context: other\ncontexts: [{name: a}]", "there is no context 'other'. Name one of: a.")]
    [InlineData("current-context: other", "there is no context 'other'. Name one of: (the files hold none).")]
    [InlineData("clusters: [{cluster: {server: 'https://dev'}}]", "a cluster has no name*")]
    [InlineData("clusters: {name: a}", "the value at $.clusters is of the wrong type*")]
    [InlineData("- a list", "the value at $ is of the wrong type*")]
    public void File_mistake_is_refused(string text, string message) => Refuse(text, message);

    [Theory]
    [InlineData("users: &all []\nclusters: []", "line 1: YAML anchors and aliases are not supported*")]
    [InlineData("a: b\nclusters: *all", "line 2: YAML anchors and aliases are not supported*")]
    [InlineData("clusters:\n-\n", "line 2: an empty element in a list*")]
    [InlineData("a: b\n---\na: c", "line 2: a second YAML document*")]
    [InlineData("token: s3cret\ntoken: s3cret", "line 2: the key 'token' is there twice*")]
    [InlineData("? [s3cret]\n: b", "line 1: a key must be plain text*")]
    [InlineData("a: b\n  token: s3cret: x\n", "line 2: not valid YAML*")]
    public void Yaml_that_could_be_misread_is_refused_by_line(string text, string message)
    {
        var file = _folder.Write("config", text);

        var act = () => KubernetesClientConfiguration.BuildConfigFromConfigFile(file);

        act.Should().Throw<KubeConfigException>().WithMessage($"{file}, {message}").Which.Message.Should().NotContain(Secret);
    }

    private void Refuse(string text, string message)
    {
        var file = _folder.Write("config", text);

        var act = () => KubernetesClientConfiguration.BuildConfigFromConfigFile(file);

        act.Should().Throw<KubeConfigException>().WithMessage($"{file}: {message}").Which.Message.Should().NotContain(Secret);
    }
}
