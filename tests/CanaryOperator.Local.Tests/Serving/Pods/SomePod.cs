using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Local.Serving.Pods.Model;

namespace CanaryOperator.Local.Tests.Serving.Pods;

/// <summary>Pods as tests need them.</summary>
internal static class SomePod
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static Pod Named(string name, string owner = "uid", bool ready = false, bool deleted = false, int age = 0) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "default",
            CreationTimestamp = Now - TimeSpan.FromSeconds(age),
            DeletionTimestamp = deleted ? Now : null,
            OwnerReferences =
                [new() { ApiVersion = "serving.knative.dev/v1", Kind = "Revision", Name = "m-00001", Uid = owner, Controller = true }],
        },
        Status = new() { Conditions = ready ? [new() { Type = "Ready", Status = "True" }] : [] },
    };

    /// <summary>Its main container ended before.</summary>
    public static Pod ThatEnded(string name, int exitCode, string? message) => Named(name) with
    {
        Spec = new() { Containers = [new() { Name = "kserve-container" }] },
        Status = new()
        {
            ContainerStatuses =
                [new() { Name = "kserve-container", LastState = new() { Terminated = new() { ExitCode = exitCode, Message = message } } }],
        },
    };
}
