namespace CanaryOperator.Core.Tests.Rollouts.Model;

internal enum WorldEventKind
{
    SetPercent,
    SetModel,
    SetModelAndPercent,
    RevisionReady,
    RevisionFails,
    CollectGarbage,
    LoseStatus,
    SyncService,
    SyncConfiguration,
    SyncRoute,
    SeeInferenceService,
    SeeService,
    SeeRevisions,
    Reconcile,
    CrashBeforeFirstWrite,
    CrashAfterFirstWrite,
    SyncKnative,
    SeeEverything,
    Settle,
}

/// <summary>Something that happens to the world; <paramref name="Argument"/> picks the model, the percent or the revision.</summary>
internal readonly record struct WorldEvent(WorldEventKind Kind, int Argument)
{
    private static readonly long?[] Percents = [null, 0, 1, 10, 50, 99, 100, -1, 101];

    public void ApplyTo(World world)
    {
        var spec = world.InferenceService.Spec;
        switch (Kind)
        {
            case WorldEventKind.SetPercent:
                world.Edit(Percents[Argument % Percents.Length], spec.TemplateHash);
                break;
            case WorldEventKind.SetModel:
                world.Edit(spec.CanaryTrafficPercent, $"m{Argument % 3}");
                break;
            case WorldEventKind.SetModelAndPercent:
                world.Edit(Percents[Argument % Percents.Length], $"m{Argument % 4}");
                break;
            case WorldEventKind.RevisionReady:
                SetState(world, RevisionState.Ready);
                break;
            case WorldEventKind.RevisionFails:
                SetState(world, RevisionState.Failed);
                break;
            case WorldEventKind.CollectGarbage when world.Service is not null:
                world.Knative.CollectGarbage(world.Service);
                break;
            case WorldEventKind.LoseStatus when !world.HasPendingPromotion:
                world.LoseStatus();
                break;
            case WorldEventKind.SyncService:
                world.SyncService();
                break;
            case WorldEventKind.SyncConfiguration:
                world.Knative.SyncConfiguration();
                break;
            case WorldEventKind.SyncRoute:
                world.Knative.SyncRoute();
                break;
            case WorldEventKind.SeeInferenceService:
                world.Operator.SeeInferenceService(world);
                break;
            case WorldEventKind.SeeService:
                world.Operator.SeeService(world);
                break;
            case WorldEventKind.SeeRevisions:
                world.Operator.SeeRevisions(world);
                break;
            case WorldEventKind.Reconcile:
                world.Operator.Reconcile(world);
                break;
            case WorldEventKind.CrashBeforeFirstWrite:
                world.Operator.Reconcile(world, writes: 0);
                world.Operator.Restart(world);
                break;
            case WorldEventKind.CrashAfterFirstWrite:
                world.Operator.Reconcile(world, writes: 1);
                world.Operator.Restart(world);
                break;
            case WorldEventKind.SyncKnative:
                world.SyncKnative();
                break;
            case WorldEventKind.SeeEverything:
                world.Operator.Restart(world);
                break;
            case WorldEventKind.Settle:
                world.Settle();
                break;
        }

        world.CheckShares();
    }

    private void SetState(World world, RevisionState state)
    {
        var living = world.Knative.Revisions
            .Where(revision => revision.State != RevisionState.Deleted && revision.State != state)
            .ToList();
        if (living.Count > 0)
        {
            world.Knative.SetState(living[Argument % living.Count].Name, state);
        }
    }
}
