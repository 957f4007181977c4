namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>A pod's annotations ask for something that a server cannot do; the message names annotation and value.</summary>
internal sealed class InvalidBehaviorException(string annotation, string value, string expected)
    : Exception($"annotation {annotation} is '{value}': it must be {expected}");
