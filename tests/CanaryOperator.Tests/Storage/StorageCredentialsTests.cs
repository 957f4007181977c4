using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Storage;

namespace CanaryOperator.Tests.Storage;

public sealed class StorageCredentialsTests
{
    [Fact]
    public void S3_keys_are_taken_from_the_secret_and_the_rest_from_its_annotations() =>
        Variables(Secret(
            "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY",
            ("serving.kserve.io/s3-endpoint", "minio:9000"),
            ("serving.kserve.io/s3-usehttps", "0"),
            ("serving.kubeflow.org/s3-region", "eu"),
            ("serving.kserve.io/s3-verifyssl", "0"),
            ("serving.kserve.io/s3-useanoncredential", "false"),
            ("other", "x"))).Should().Equal(
            "AWS_ACCESS_KEY_ID <- mine/AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY <- mine/AWS_SECRET_ACCESS_KEY",
            "S3_ENDPOINT = minio:9000",
            "S3_USE_HTTPS = 0",
            "AWS_DEFAULT_REGION = eu",
            "S3_VERIFY_SSL = 0",
            "awsAnonymousCredential = false",
            "AWS_ENDPOINT_URL = http://minio:9000");

    [Fact]
    public void A_store_without_login_needs_no_keys() =>
        Variables(Secret("", ("serving.kserve.io/s3-endpoint", "s3.example.com"))).Should().Equal(
            "S3_ENDPOINT = s3.example.com", "AWS_ENDPOINT_URL = https://s3.example.com");

    [Fact]
    public void The_names_of_keys_can_be_configured() =>
        Variables(
                new CredentialsConfig { S3AccessKeyIdName = "id", S3SecretAccessKeyName = "secret" },
                Secret("id secret AWS_SECRET_ACCESS_KEY"))
            .Should().Equal("AWS_ACCESS_KEY_ID <- mine/id", "AWS_SECRET_ACCESS_KEY <- mine/secret");

    [Fact]
    public void A_Google_account_is_a_file()
    {
        var credentials = StorageCredentials.From([Secret("gcloud-application-credentials.json")], new());

        credentials.Variables.Should().Equal(
            new CredentialVariable("GOOGLE_APPLICATION_CREDENTIALS", "/var/secrets/gcloud-application-credentials.json"));
        credentials.Files.Should().Equal(new CredentialFiles("user-gcp-sa", "mine", "/var/secrets"));
    }

    [Fact]
    public void A_Hadoop_cluster_is_a_folder() =>
        StorageCredentials.From([Secret("HDFS_NAMENODE")], new()).Files
            .Should().Equal(new CredentialFiles("hdfs-secrets", "mine", "/var/secrets/kserve-hdfscreds"));

    [Theory]
    [InlineData(
        "AZURE_CLIENT_ID AZURE_CLIENT_SECRET", "AZURE_CLIENT_ID <- mine/AZURE_CLIENT_ID,AZURE_CLIENT_SECRET <- mine/AZURE_CLIENT_SECRET")]
    [InlineData("AZ_TENANT_ID", "AZURE_TENANT_ID <- mine/AZ_TENANT_ID")]
    [InlineData("AZURE_STORAGE_ACCESS_KEY", "AZURE_STORAGE_ACCESS_KEY <- mine/AZURE_STORAGE_ACCESS_KEY")]
    [InlineData("HF_TOKEN", "HF_TOKEN <- mine/HF_TOKEN")]
    [InlineData("token ca.crt", "")]
    public void Other_stores_are_known_by_the_keys_of_their_secrets(string keys, string expected) =>
        string.Join(',', Variables(Secret(keys))).Should().Be(expected);

    [Fact]
    public void Headers_for_a_web_server_are_in_a_variable_of_its_name() =>
        Variables(Secret("https-host headers") with { HttpsHost = "models.example.com" })
            .Should().Equal("models.example.com-headers <- mine/headers");

    [Theory]
    [InlineData("https-host", "models.example.com")]
    [InlineData("https-host headers", "")]
    [InlineData("headers", null)]
    public void Headers_need_a_host_and_a_host_needs_headers(string keys, string? host) =>
        Variables(Secret(keys) with { HttpsHost = host }).Should().BeEmpty();

    [Fact]
    public void Of_a_secret_only_the_host_is_read()
    {
        var secret = new V1Secret
        {
            Metadata = new() { Name = "web", Annotations = new Dictionary<string, string> { ["a"] = "b" } },
            Data = new Dictionary<string, byte[]>
            {
                ["https-host"] = "models.example.com\n"u8.ToArray(), ["headers"] = "hidden"u8.ToArray(),
            },
        };

        StorageSecret.From(secret).Should().BeEquivalentTo(new
        {
            Name = "web", secret.Metadata.Annotations, DataKeys = new[] { "https-host", "headers" }, HttpsHost = "models.example.com",
        });
        StorageSecret.From(new() { Metadata = new() { Name = "empty" } }).HttpsHost.Should().BeNull();
    }

    [Fact]
    public void The_later_of_two_secrets_wins() =>
        Variables(Secret("HF_TOKEN") with { Name = "first" }, Secret("HF_TOKEN") with { Name = "second" })
            .Should().Equal("HF_TOKEN <- second/HF_TOKEN");

    private static StorageSecret Secret(string keys, params (string Key, string Value)[] annotations) => new(
        "mine",
        annotations.ToDictionary(annotation => annotation.Key, annotation => annotation.Value),
        keys.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Variables(params StorageSecret[] secrets) => Variables(new CredentialsConfig(), secrets);

    private static IEnumerable<string> Variables(CredentialsConfig config, params StorageSecret[] secrets) =>
        StorageCredentials.From(secrets, config).Variables.Select(variable =>
            variable.Secret is null ? $"{variable.Name} = {variable.Value}" : $"{variable.Name} <- {variable.Secret}/{variable.Value}");
}
