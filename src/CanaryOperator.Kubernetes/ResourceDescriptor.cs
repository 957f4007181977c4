using System.Text.Json.Serialization.Metadata;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Kubernetes;

/// <summary>
/// Everything the client must know of a kind. A value rather than an attribute, because one C# type may serve several groups
/// (a kind that has moved from one to another), and because the JSON contract comes along without reflection.
/// </summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">Version inside the group, for example <c>v1beta1</c>.</param>
/// <param name="Kind">CamelCase singular.</param>
/// <param name="Plural">Lower-case plural as in the URL.</param>
/// <param name="TypeInfo">Source-generated JSON contract.</param>
public sealed record ResourceDescriptor<T>(
    string Group, string Version, string Kind, string Plural, ResourceScope Scope, JsonTypeInfo<T> TypeInfo)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary><c>group/version</c>, or the version alone for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary><c>plural.group</c>, as kubectl writes it.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public override string ToString() => QualifiedName;
}
