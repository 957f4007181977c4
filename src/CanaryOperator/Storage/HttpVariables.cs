namespace CanaryOperator.Storage;

/// <summary>
/// Access to a web server: headers for the requests, a JSON object. The storage initializer looks them up by the host of the URI, so the
/// variable is called after it.
/// </summary>
internal static class HttpVariables
{
    public const string HostKey = "https-host";

    private const string HeadersKey = "headers";

    public static IEnumerable<CredentialVariable> Of(StorageSecret secret)
    {
        if (!string.IsNullOrEmpty(secret.HttpsHost) && secret.DataKeys.Contains(HeadersKey))
        {
            yield return new($"{secret.HttpsHost}-{HeadersKey}", HeadersKey, secret.Name);
        }
    }
}
