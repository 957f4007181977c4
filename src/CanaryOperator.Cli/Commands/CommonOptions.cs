using System.CommandLine;

namespace CanaryOperator.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public const string DefaultName = "default";

    /// <summary>Iter8 calls it the group.</summary>
    public static Option<string> Name() => new("--name", "--group", "-g")
    {
        Description = "Name of the Experiment, which Iter8 calls its group.",
        DefaultValueFactory = _ => DefaultName,
    };

    /// <param name="formats">The first one is the default.</param>
    public static Option<string> Output(params string[] formats)
    {
        var option = new Option<string>("--output", "-o", "--outputFormat")
        {
            Description = $"Format: {string.Join(", ", formats)}.",
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, formats);
        return option;
    }

    public static Option<T?> Optional<T>(string name, string description) => new(name) { Description = description };

    public static Option<string[]> Repeated(string name, string description) => new(name)
    {
        Description = $"{description} Repeatable.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = false,
    };
}
