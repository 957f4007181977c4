namespace CanaryOperator.Core.Tests.Rollouts.Model;

internal enum RevisionState
{
    Loading,
    Ready,
    Failed,
    Deleted,
}

/// <param name="Epoch">The user's edit of the model that its template was written for.</param>
internal sealed record ModelRevision(string Name, long Generation, string TemplateHash, int Epoch, RevisionState State);
