using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CanaryOperator.Rendering;

/// <summary>
/// Names a revision template by its content. It is written onto the template, so it must not change between versions of the operator for
/// templates that do not: every change makes a revision.
/// </summary>
internal static class TemplateHash
{
    private const int Length = 16;

    /// <param name="template">In canonical form, without the hash.</param>
    public static string Of(JsonElement template) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.GetRawText())))[..Length];
}
