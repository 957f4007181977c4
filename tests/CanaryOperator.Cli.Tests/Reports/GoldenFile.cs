using System.Runtime.CompilerServices;

namespace CanaryOperator.Cli.Tests.Reports;

/// <summary>Expected output beside the tests. With the environment variable UPDATE_GOLDEN=1 a run writes it anew.</summary>
internal static class GoldenFile
{
    public static void Compare(string name, string actual, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        File.Exists(path).Should().BeTrue($"{path} is expected; UPDATE_GOLDEN=1 writes it");
        // Not the assertion of strings: the difference of a page of 100 kB is best seen with a diff.
        (File.ReadAllText(path) == actual)
            .Should().BeTrue($"{name} should be as before; to see what changed, run with UPDATE_GOLDEN=1 and diff");
    }
}
