using System.Text.Json;
using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;

namespace CanaryOperator.Local.Knative;

/// <summary>
/// Stands in for pods where there are none: <c>never-ready</c> in the name of an image loads for ever, <c>crash</c> fails, every other is
/// ready once it had its time.
/// </summary>
internal sealed class ImageHealth(TimeSpan startupTime, TimeProvider clock) : IRevisionHealthSource
{
    private readonly LoadingTimes _loading = new(clock);

    public RevisionHealth Of(KnativeObject revision)
    {
        var left = startupTime - _loading.Of(revision);
        if (left > TimeSpan.Zero)
        {
            return RevisionHealth.LoadingFor(left);
        }

        if (Runs(revision, "never-ready"))
        {
            return RevisionHealth.Loading;
        }

        _loading.Forget(revision);
        return Runs(revision, "crash") ? RevisionHealth.TimedOut : RevisionHealth.Ready;
    }

    private static bool Runs(KnativeObject revision, string image) => revision.Spec.Containers().Any(container =>
        container.TryGetProperty("image", out var name) && name.GetString()?.Contains(image, StringComparison.Ordinal) == true);
}
