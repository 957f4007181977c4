using CanaryOperator.Api.Experiments;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime.Events;

namespace CanaryOperator.Experiments;

/// <summary>Tells what a loop changed: the verdict, and failures when they begin and end; and what became of its load.</summary>
internal sealed class ExperimentEvents(IEventRecorder recorder)
{
    public void Publish(Experiment experiment, ExperimentStatus? before, ExperimentStatus after)
    {
        var regarding = Reference(experiment);
        if (after.Verdict is { } verdict && verdict != before?.Verdict)
        {
            var type = verdict == Verdicts.Violated ? EventType.Warning : EventType.Normal;
            recorder.Publish(regarding, type, verdict, "Assess", after.Message ?? verdict);
        }

        if (after.LastError is { } error && before?.LastError is null)
        {
            recorder.Publish(regarding, EventType.Warning, "LoopFailed", "Measure", error);
        }
        else if (after.LastError is null && before?.LastError is not null)
        {
            recorder.Publish(regarding, EventType.Normal, "LoopRecovered", "Measure", "The last loop measured everything again");
        }
    }

    /// <summary>Of those that are given up.</summary>
    public void PublishNotifications(
        Experiment experiment, IReadOnlyList<NotificationStatus> before, IReadOnlyList<NotificationStatus> after)
    {
        foreach (var failed in after.Where(one => one is { Error: not null, Attempts: null } && !before.Contains(one)))
        {
            recorder.Publish(
                Reference(experiment),
                EventType.Warning,
                "NotificationFailed",
                "Notify",
                $"{failed.Name} was not told of loop {failed.Loop}: {failed.Error}. It is tried again when there is news");
        }
    }

    public void LoadBegins(Experiment experiment, string what) =>
        recorder.Publish(Reference(experiment), EventType.Normal, "LoadBegins", "SendLoad", what);

    /// <summary>Others may send theirs for minutes.</summary>
    public void LoadWaits(Experiment experiment, int atOnce) => recorder.Publish(
        Reference(experiment),
        EventType.Normal,
        "LoadWaits",
        "SendLoad",
        $"The load of the loop waits for its turn: the operator sends that of {atOnce} Experiments at the same time");

    /// <param name="what">Kinds of errors without their numbers, so that the event of the next loop is the same.</param>
    public void LoadHasErrors(Experiment experiment, string what) =>
        recorder.Publish(Reference(experiment), EventType.Warning, "LoadHasErrors", "SendLoad", what);

    private static V1ObjectReference Reference(Experiment experiment) => experiment.MakeObjectReference() with
    {
        ApiVersion = ExperimentResources.Experiments.ApiVersion,
        Kind = ExperimentResources.Experiments.Kind,
    };
}
