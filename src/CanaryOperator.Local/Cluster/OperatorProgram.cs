namespace CanaryOperator.Local.Cluster;

/// <summary>Which build of the operator to start.</summary>
/// <param name="Arguments">Come before those of the operator's command line.</param>
internal sealed record OperatorProgram(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The one that was built together with us.</summary>
    public static OperatorProgram BesideUs { get; } = new(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "CanaryOperator.dll")]);

    /// <summary>One that needs nothing besides itself.</summary>
    public static OperatorProgram Published(string executable) => new(executable, []);
}
