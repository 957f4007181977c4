namespace CanaryOperator.Experiments.Templates;

/// <summary>A template or its values are wrong. The message names what, and what is allowed.</summary>
internal sealed class TemplateException(string message) : Exception(message);
