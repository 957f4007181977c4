using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;

namespace CanaryOperator.Cli.Launching;

/// <summary>The InferenceService's component that is measured, and how its Knative Service may be called.</summary>
internal static class LaunchTarget
{
    /// <summary>What Knative Services and revisions of KServe before 0.11 have in their names.</summary>
    public const string OldSuffix = "-default";

    private const string DefaultComponent = "predictor";

    /// <exception cref="CommandFailedException">Nothing tells which InferenceService is meant.</exception>
    public static ExperimentTarget Of(LaunchSettings settings)
    {
        var service = settings.ServiceName;
        var plain = service?.EndsWith(OldSuffix, StringComparison.Ordinal) == true ? service[..^OldSuffix.Length] : service;
        return new()
        {
            InferenceService = settings.InferenceService ?? (plain is null ? null : ChildNames.InferenceServiceOf(plain))
                ?? throw CommandFailedException.Usage("Which InferenceService? Give --isvc NAME."),
            Group = settings.Group,
            Component = settings.Component,
        };
    }

    public static string ComponentOf(ExperimentTarget target) => target.Component ?? DefaultComponent;

    /// <summary>Its Knative Service, as it is called or once was.</summary>
    public static bool IsService(ExperimentTarget target, string? name)
    {
        var service = $"{target.InferenceService}-{ComponentOf(target)}";
        return name == service || name == service + OldSuffix;
    }
}
