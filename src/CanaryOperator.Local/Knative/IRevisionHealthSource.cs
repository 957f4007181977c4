using CanaryOperator.Local.Knative.Model;
using CanaryOperator.Local.Knative.StateMachine;

namespace CanaryOperator.Local.Knative;

/// <summary>Knows how the workload of a Revision fares. Is asked only about those that are neither ready nor failed yet.</summary>
internal interface IRevisionHealthSource
{
    RevisionHealth Of(KnativeObject revision);
}
