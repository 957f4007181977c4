using System.Text.Json.Nodes;
using System.Xml.Linq;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Architecture;
using CanaryOperator.Tests.Deployment.Support;

namespace CanaryOperator.Tests.Deployment;

public sealed class ChartTests
{
    private const string KeepAnnotation = "helm.sh/resource-policy";

    [HelmFact]
    public async Task Lint_finds_nothing()
    {
        var result = await Helm.RunAsync(null, "lint", "--strict", Helm.ChartPath);

        result.ExitCode.Should().Be(0, result.Output + result.Error);
        result.Output.Should().NotContain("[WARNING]").And.NotContain("[ERROR]");
    }

    [HelmTheory]
    [MemberData(nameof(ValueSets.All), MemberType = typeof(ValueSets))]
    public async Task Every_object_is_named_labelled_and_the_only_one_of_its_name(string values)
    {
        var chart = await RenderedChart.RenderAsync(ValueSets.Options(values));

        chart.Objects
            .Select(item => (
                RenderedChart.Text(item, "kind"), item["metadata"]!["namespace"]?.GetValue<string>(), RenderedChart.Name(item)))
            .Should().OnlyHaveUniqueItems();
        foreach (var item in chart.Objects
            .Where(item => RenderedChart.Text(item, "kind") is not ("CustomResourceDefinition" or "ClusterServingRuntime")))
        {
            var labels = item["metadata"]!["labels"]!.AsObject();
            labels.Should().ContainKey("app.kubernetes.io/instance").And.ContainKey("helm.sh/chart");
        }
    }

    [HelmTheory]
    [MemberData(nameof(ValueSets.All), MemberType = typeof(ValueSets))]
    public async Task The_pods_pass_the_restricted_standard(string values)
    {
        var chart = await RenderedChart.RenderAsync(ValueSets.Options(values));
        var pod = chart.Single("Deployment")["spec"]!["template"]!["spec"]!.AsObject();

        RestrictedStandard.Violations(pod).Should().BeEmpty();
        pod["containers"]![0]!["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>().Should().BeTrue();
    }

    [HelmTheory]
    [InlineData("replicas=0", "'/replicas': minimum: got 0, want 1")]
    [InlineData("replicas=two", "'/replicas'")]
    [InlineData("log.level=debug", "'/log/level': value must be one of 'Verbose', 'Debug'")]
    [InlineData("image.digest=latest", "'/image/digest'")]
    [InlineData("webhook.timeoutSeconds=31", "'/webhook/timeoutSeconds': maximum: got 31, want 30")]
    [InlineData("watchNamespaces={Upper}", "'/watchNamespaces/0'")]
    [InlineData("watchNamespace={a}", "additional properties 'watchNamespace' not allowed")]
    [InlineData("config.data.ingress=text", "'/config/data/ingress'")]
    [InlineData("metrics.enabled=false,metrics.serviceMonitor.enabled=true", "there is nothing to scrape")]
    [InlineData("experiments.prometheusUrl=prometheus:9090", "'/experiments/prometheusUrl'")]
    [InlineData("experiments.allowedUrls={http://user@a}", "'/experiments/allowedUrls/0'")]
    [InlineData("experiments.notificationUrls={hooks.slack.com}", "'/experiments/notificationUrls/0'")]
    [InlineData("experiments.load.allowedUrls={ftp://a}", "'/experiments/load/allowedUrls/0'")]
    [InlineData("experiments.load.maxDurationSeconds=0", "'/experiments/load/maxDurationSeconds'")]
    [InlineData("serviceAccount.create=false", "serviceAccount.name is needed")]
    public async Task A_wrong_value_is_refused_by_name(string value, string message)
    {
        var result = await Helm.RunAsync(null, "template", RenderedChart.Release, Helm.ChartPath, "--set", value);

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain(message);
    }

    [HelmFact]
    public async Task The_CRDs_are_those_of_the_repository_and_are_kept()
    {
        var rendered = (await RenderedChart.RenderAsync()).OfKind("CustomResourceDefinition").ToList();

        rendered.Should().OnlyContain(crd => RenderedChart.Text(crd["metadata"]!["annotations"]!, KeepAnnotation) == "keep");
        foreach (var metadata in rendered.Select(crd => crd["metadata"]!.AsObject()))
        {
            metadata.Remove("annotations");
        }

        Texts(rendered).Should().BeEquivalentTo(Texts(YamlFile.In("crds").Select(YamlFile.Read)));
    }

    [HelmFact]
    public async Task The_runtimes_are_those_of_the_samples()
    {
        var rendered = (await RenderedChart.RenderAsync("--set", "runtimes.install=true")).OfKind("ClusterServingRuntime");

        Texts(rendered).Should().BeEquivalentTo(Texts(YamlFile.In("samples/runtimes").Select(YamlFile.Read)));
    }

    [HelmTheory]
    [InlineData("1.20.2", "policy/v1beta1")]
    [InlineData("1.21.0", "policy/v1")]
    [InlineData("1.36.0", "policy/v1")]
    public async Task The_disruption_budget_is_of_a_version_that_the_cluster_has(string kubernetes, string expected)
    {
        var chart = await RenderedChart.RenderAsync("--kube-version", kubernetes);

        RenderedChart.Text(chart.Single("PodDisruptionBudget"), "apiVersion").Should().Be(expected);
    }

    [HelmFact]
    public async Task With_namespaces_to_watch_nothing_that_has_a_namespace_may_be_read_elsewhere()
    {
        var everywhere = Right.Of(await RenderedChart.RenderAsync());
        var some = Right.Of(await RenderedChart.RenderAsync("--set", "watchNamespaces={a,b}"));

        some.Where(right => right.Namespace is null).Select(right => right.Resource).Distinct().Should().BeEquivalentTo(
            "clustermetrictemplates.canaryoperator.io",
            "clusterservingruntimes.serving.kserve.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io");
        foreach (var @namespace in new[] { "a", "b" })
        {
            some.Where(right => right.Namespace == @namespace).Select(right => right with { Namespace = null })
                .Should().BeEquivalentTo(everywhere.Where(right => right.Namespace is null).Except(some));
        }
    }

    [HelmFact]
    public async Task Every_flag_that_the_chart_passes_is_one_that_the_operator_knows()
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var values in ValueSets.Texts)
        {
            var chart = await RenderedChart.RenderAsync(ValueSets.Options(values));
            passed.UnionWith(chart.OperatorArguments().Select(argument => argument.Split('=')[0]));
        }

        var known = CanaryOperator.Options.OperatorCommand.Create((_, _) => Task.FromResult(0)).Options.Select(option => option.Name);

        passed.Should().BeSubsetOf(known);
    }

    [HelmTheory]
    [InlineData("1.24.9", false)]
    [InlineData("1.25.0", true)]
    public async Task Rules_in_CEL_are_kept_from_Kubernetes_that_does_not_know_them(string version, bool areThere)
    {
        var chart = await RenderedChart.RenderAsync(["--kube-version", version]);

        Texts(chart.Objects).Any(text => text.Contains("x-kubernetes-validations", StringComparison.Ordinal)).Should().Be(areThere);
    }

    [Fact]
    public void The_chart_installs_the_version_that_is_built_here()
    {
        var version = XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Build.props")).Descendants("Version").Single().Value;
        var chart = YamlFile.ParseAll(File.ReadAllText(Path.Combine(Helm.ChartPath, "Chart.yaml"))).Single();

        RenderedChart.Text(chart, "appVersion").Should().Be(version);
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonObject> objects) => objects.Select(item => item.ToJsonString());
}
