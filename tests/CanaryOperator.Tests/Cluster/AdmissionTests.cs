using System.Globalization;
using System.Text.Json;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Kubernetes;
using CanaryOperator.Local.Demos;
using CanaryOperator.Testing;
using CanaryOperator.Testing.Admission;
using CanaryOperator.Tests.Cluster.Support;

namespace CanaryOperator.Tests.Cluster;

[Collection(WebhookCluster.Name)]
public sealed class AdmissionTests(WebhookCluster cluster)
{
    private const string OfWebhook = "denied the request";

    public static TheoryData<string> Invalid => Names(AdmissionCases.Invalid.Where(one => !one.PrunedBySchema));

    public static TheoryData<string> Pruned => Names(AdmissionCases.Invalid.Where(one => one.PrunedBySchema));

    public static TheoryData<string> Valid => Names(AdmissionCases.Valid);

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task An_invalid_one_is_refused_and_it_is_said_why(string name)
    {
        var one = AdmissionCases.Invalid.Single(one => one.Name == name);

        var create = () => AdmittedObject.CreateAsync(cluster.Client, one.Object);

        var message = (await create.Should().ThrowAsync<KubernetesException>()).Which.Message;
        if (one.BySchema || (await KnowsRulesAsync() && !message.Contains(OfWebhook, StringComparison.Ordinal)))
        {
            message.Should().Contain(one.Refused!.Split(' ')[0].Split('.')[^1]);
        }
        else
        {
            message.Should().Contain(OfWebhook).And.Contain(one.Refused);
        }
    }

    [Theory]
    [MemberData(nameof(Pruned))]
    public async Task What_the_schema_does_not_know_is_dropped_rather_than_refused(string name)
    {
        var one = AdmissionCases.Invalid.Single(one => one.Name == name);

        var stored = await AdmittedObject.CreateAsync(cluster.Client, one.Object);
        await AdmittedObject.DeleteAsync(cluster.Client, one.Object);

        AdmittedObject.Lost(one.Object["spec"], stored.Spec, "spec").Should().Equal(one.Refused!.Split(' ')[0]);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task A_valid_one_is_stored_as_it_was_written(string name)
    {
        var one = AdmissionCases.Valid.Single(one => one.Name == name);

        var stored = await AdmittedObject.CreateAsync(cluster.Client, one.Object);
        await AdmittedObject.DeleteAsync(cluster.Client, one.Object);

        AdmittedObject.Lost(one.Object["spec"], stored.Spec, "spec").Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_left_open_is_filled_in()
    {
        var space = await cluster.NamespaceAsync();

        await space.ApplyAsync("{containers: [{image: example.com/server:1}]}");

        var stored = await space.KubectlAsync("get", "isvc", TestNamespace.Model, "-o", "jsonpath={.spec.predictor.containers[0]}");
        stored.Should().Contain("kserve-container").And.Contain("2Gi").And.Contain("example.com/server:1");
    }

    [Fact]
    public async Task Kubectl_warns_of_a_percentage_that_has_nothing_to_share_with()
    {
        var space = await cluster.NamespaceAsync();

        var result = await space.TryApplyAsync(Predictor.Model(1, "10"));

        result.ExitCode.Should().Be(0, result.Error);
        result.Error.Should().Contain("Warning: ").And.Contain("canaryTrafficPercent");
    }

    [Fact]
    public async Task The_tutorial_of_old_can_be_applied_again_and_again_and_keeps_its_framework_field()
    {
        var space = await cluster.NamespaceAsync(InferenceServiceResources.KFServing);
        string[] traffic = ["1=100", "1=90 2=10", "2=100", "1=100 2=0"];
        foreach (var (step, expected) in CanaryWalk.Steps.Zip(traffic))
        {
            await space.KubectlAsync("apply", "-f", $"samples/canary/{step.File}");

            await space.SettlesAsync(expected);
            var predictor = (await space.ReadAsync()).Spec!.Predictor!;
            var written = (string)YamlFile.Read($"samples/canary/{step.File}")["spec"]!["predictor"]!["tensorflow"]!["storageUri"]!;
            predictor.Model.Should().BeNull("the next apply would write a second one beside it");
            predictor.Tensorflow!.StorageUri.Should().Be(written);
        }
    }

    [Fact]
    public async Task One_that_was_invalid_before_there_were_webhooks_can_be_labelled_repaired_and_deleted()
    {
        var space = await cluster.NamespaceAsync();
        await InvalidWithFinalizerAsync(space);

        var invalid = await space.TryKubectlAsync("", Patch("""{"spec":{"predictor":{"minReplicas":2}}}"""));
        invalid.ExitCode.Should().NotBe(0);
        invalid.Error.Should().Contain(OfWebhook).And.Contain("spec.predictor does not say what serves the model");
        await space.KubectlAsync("label", "isvc", TestNamespace.Model, "team=a");
        await space.KubectlAsync("delete", "isvc", TestNamespace.Model, "--wait=false");
        await space.KubectlAsync(Patch("""{"metadata":{"finalizers":null}}"""));

        await Eventually.BecomesTrueAsync(
            async () => (await space.KubectlAsync("get", "isvc", "-o", "name")).Length == 0, "it is gone");
    }

    [Fact]
    public async Task Finalizers_of_an_invalid_one_can_be_removed_while_it_stays()
    {
        var space = await cluster.NamespaceAsync();
        await InvalidWithFinalizerAsync(space);

        await space.KubectlAsync(Patch("""{"metadata":{"finalizers":null}}"""));
        await space.KubectlAsync(Patch("""{"spec":{"predictor":{"sklearn":{"storageUri":"gs://models/1"}}}}"""));

        await space.SettlesAsync("1=100");
    }

    /// <summary>
    /// Without those that have an empty text: Kubernetes 1.20, compiled by a Go that is newer than itself, takes it for null and refuses
    /// it.
    /// </summary>
    private static TheoryData<string> Names(IEnumerable<AdmissionCase> cases) =>
        new(cases.Where(one => !one.Object.ToJsonString().Contains(":\"\"", StringComparison.Ordinal)).Select(one => one.Name));

    private static string[] Patch(string patch) => ["patch", "isvc", TestNamespace.Model, "--type", "merge", "--patch", patch];

    private async Task InvalidWithFinalizerAsync(TestNamespace space)
    {
        await cluster.KubectlAsync(
            "delete", "mutatingwebhookconfigurations,validatingwebhookconfigurations", "canary-operator");
        try
        {
            // The API server notices a little later that nobody is to be asked any more.
            await Eventually.BecomesTrueAsync(
                async () => (await space.TryApplyAsync("{minReplicas: 1}")).ExitCode == 0, "an invalid one is accepted without webhooks");
            await space.KubectlAsync(Patch("""{"metadata":{"finalizers":["example.com/mine"]}}"""));
        }
        finally
        {
            await cluster.InstallWebhooksAsync();
        }
    }

    /// <summary>Since 1.25, API servers check the rules of the schema that are in CEL.</summary>
    private async Task<bool> KnowsRulesAsync()
    {
        using var version = JsonDocument.Parse(await cluster.Client.GetRawAsync("/version", CancellationToken.None));
        var minor = version.RootElement.GetProperty("minor").GetString()!.TrimEnd('+');
        return int.Parse(minor, CultureInfo.InvariantCulture) >= 25;
    }
}
