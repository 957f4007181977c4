namespace CanaryOperator.Tests.Architecture;

/// <summary>Where the sources are, found from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "CanaryOperator.sln"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName
                ?? throw new InvalidOperationException("CanaryOperator.sln is in no folder above the tests."));
}
