using CanaryOperator.Kubernetes.Configuration.KubeConfig;

namespace CanaryOperator.Kubernetes.Configuration;

internal static class UserMapping
{
    public static KubernetesClientConfiguration AddTo(
        KubernetesClientConfiguration configuration, SourcedEntry<UserEntry> user, ClusterEntry cluster)
    {
        var entry = user.Entry;
        if (entry.AuthProvider is not null)
        {
            throw user.Error("auth-provider was removed from Kubernetes; configure an exec plugin instead");
        }

        return configuration with
        {
            ClientCertificateData = user.Decode(entry.ClientCertificateData, "client-certificate-data"),
            ClientCertificateFilePath = user.FullPath(entry.ClientCertificate),
            ClientCertificateKeyData = user.Decode(entry.ClientKeyData, "client-key-data"),
            ClientKeyFilePath = user.FullPath(entry.ClientKey),
            AccessToken = entry.Token.NullIfEmpty(),
            AccessTokenFile = user.FullPath(entry.TokenFile),
            Username = entry.Username.NullIfEmpty(),
            Password = entry.Password.NullIfEmpty(),
            Impersonation = Impersonation(user),
            Exec = entry.Exec is { } exec ? ExecMapping.ToConfiguration(user, exec, cluster) : null,
        };
    }

    private static ImpersonationConfiguration? Impersonation(SourcedEntry<UserEntry> user)
    {
        var entry = user.Entry;
        if (entry.ImpersonateUser.NullIfEmpty() is { } name)
        {
            return new ImpersonationConfiguration
            {
                UserName = name,
                Uid = entry.ImpersonateUid.NullIfEmpty(),
                Groups = entry.ImpersonateGroups ?? [],
                Extra = (entry.ImpersonateExtra ?? []).ToDictionary(extra => extra.Key, extra => extra.Value ?? [], StringComparer.Ordinal),
            };
        }

        // Left out silently, the request would be made with the user's own rights.
        return entry is { ImpersonateUid.Length: > 0 } or { ImpersonateGroups.Count: > 0 } or { ImpersonateExtra.Count: > 0 }
            ? throw user.Error("as-uid, as-groups and as-user-extra need 'as', the user to impersonate")
            : null;
    }
}
