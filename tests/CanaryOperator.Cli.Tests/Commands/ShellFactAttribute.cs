namespace CanaryOperator.Cli.Tests.Commands;

/// <summary>Needs a shell on the PATH; without it, skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(string shell)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        Skip = folders.Any(folder => File.Exists(Path.Combine(folder, shell))) ? null : $"There is no {shell} on the PATH.";
    }
}
