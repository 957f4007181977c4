namespace CanaryOperator.Api.Pods;

/// <summary>The fields of a core/v1 Container that a model server carries inline.</summary>
public static class ContainerFields
{
    /// <summary>Up to Kubernetes 1.36, without <c>name</c>: it is always <see cref="WellKnown.MainContainerName"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "args",
        "command",
        "env",
        "envFrom",
        "image",
        "imagePullPolicy",
        "lifecycle",
        "livenessProbe",
        "ports",
        "readinessProbe",
        "resizePolicy",
        "resources",
        "restartPolicy",
        "restartPolicyRules",
        "securityContext",
        "startupProbe",
        "stdin",
        "stdinOnce",
        "terminationMessagePath",
        "terminationMessagePolicy",
        "tty",
        "volumeDevices",
        "volumeMounts",
        "workingDir",
    ];
}
