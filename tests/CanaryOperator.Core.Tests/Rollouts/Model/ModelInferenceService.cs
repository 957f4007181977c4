using CanaryOperator.Core.Rollouts;

namespace CanaryOperator.Core.Tests.Rollouts.Model;

/// <summary>An InferenceService as the API server stores it.</summary>
/// <param name="Epoch">Counts edits of the model, also those that go back to an earlier one.</param>
internal sealed record ModelInferenceService(long Version, int Epoch, RolloutSpec Spec, RolloutHistory History);
