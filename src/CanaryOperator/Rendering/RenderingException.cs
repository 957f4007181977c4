namespace CanaryOperator.Rendering;

/// <summary>
/// An InferenceService or its runtime asks for something that cannot be rendered; the message is for its author. For the predictor it is a
/// failure of the reason <see cref="FailureReasons.InvalidPredictorSpec"/>.
/// </summary>
internal sealed class RenderingException(string message) : Exception(message);
