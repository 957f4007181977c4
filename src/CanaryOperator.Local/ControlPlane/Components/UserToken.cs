using System.Security.Cryptography;

namespace CanaryOperator.Local.ControlPlane.Components;

/// <summary>A user and the secret it logs in with.</summary>
internal sealed record UserToken(ControlPlaneUser User, string Token)
{
    public static UserToken For(ControlPlaneUser user) => new(user, RandomNumberGenerator.GetHexString(64, lowercase: true));

    /// <summary>A line of the API server's token file: token, name, uid, groups.</summary>
    public string ToCsv() => $"{Token},{Quote(User.Name)},{Quote(User.Name)},{Quote(string.Join(',', User.Groups))}";

    private static string Quote(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
