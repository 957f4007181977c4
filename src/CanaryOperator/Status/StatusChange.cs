namespace CanaryOperator.Status;

/// <summary>How much one status differs from another.</summary>
internal enum StatusChange
{
    None,

    /// <summary>A step on the way: it may be told together with the next one.</summary>
    Progress,

    /// <summary>Somebody waits for it, or it must not be lost.</summary>
    Important,
}
