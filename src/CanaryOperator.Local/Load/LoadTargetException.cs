namespace CanaryOperator.Local.Load;

/// <summary>There is nothing to send requests to; the message says what is missing, and what to do.</summary>
internal sealed class LoadTargetException(string message) : Exception(message);
