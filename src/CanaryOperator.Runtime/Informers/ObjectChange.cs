namespace CanaryOperator.Runtime.Informers;

/// <summary>What a handler is told: added (no old), updated, deleted (no current).</summary>
internal readonly record struct ObjectChange<T>(T? Old, T? Current)
    where T : class;
