using CanaryOperator.Api;
using CanaryOperator.Configuration;

namespace CanaryOperator.Storage;

/// <summary>Access to an S3 store: keys in the data of a secret, the rest in its annotations.</summary>
internal static class S3Variables
{
    private const string Endpoint = "s3-endpoint";
    private const string UseHttps = "s3-usehttps";

    /// <summary>Variables of the storage initializer by the annotation that they repeat.</summary>
    private static readonly Dictionary<string, string> ByAnnotation = new(StringComparer.Ordinal)
    {
        [Endpoint] = "S3_ENDPOINT",
        [UseHttps] = "S3_USE_HTTPS",
        ["s3-region"] = "AWS_DEFAULT_REGION",
        ["s3-verifyssl"] = "S3_VERIFY_SSL",
        ["s3-useanoncredential"] = "awsAnonymousCredential",
        ["s3-usevirtualbucket"] = "S3_USER_VIRTUAL_BUCKET",
        ["s3-useaccelerate"] = "S3_USE_ACCELERATE",
        ["s3-cabundle"] = "AWS_CA_BUNDLE",
    };

    public static IEnumerable<CredentialVariable> Of(StorageSecret secret, CredentialsConfig config)
    {
        if (secret.DataKeys.Contains(config.S3SecretAccessKeyName))
        {
            yield return new("AWS_ACCESS_KEY_ID", config.S3AccessKeyIdName, secret.Name);
            yield return new("AWS_SECRET_ACCESS_KEY", config.S3SecretAccessKeyName, secret.Name);
        }

        foreach (var (annotation, variable) in ByAnnotation)
        {
            if (Annotation(secret, annotation) is { } value)
            {
                yield return new(variable, value);
            }
        }

        if (Annotation(secret, Endpoint) is { } endpoint)
        {
            var scheme = Annotation(secret, UseHttps) == "0" ? "http" : "https";
            yield return new("AWS_ENDPOINT_URL", $"{scheme}://{endpoint}");
        }
    }

    private static string? Annotation(StorageSecret secret, string name) =>
        WellKnown.Groups
            .Select(group => secret.Annotations.GetValueOrDefault($"{group}/{name}"))
            .FirstOrDefault(value => value is not null);
}
