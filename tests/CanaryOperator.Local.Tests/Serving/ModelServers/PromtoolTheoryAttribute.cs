namespace CanaryOperator.Local.Tests.Serving.ModelServers;

/// <summary>Runs where <c>promtool</c> is on the PATH; it comes with Prometheus.</summary>
public sealed class PromtoolTheoryAttribute : TheoryAttribute
{
    public PromtoolTheoryAttribute()
    {
        if (Path is null)
        {
            Skip = "promtool is not on the PATH: unpack Debian's package prometheus and add its usr/bin";
        }
    }

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => System.IO.Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
}
