namespace CanaryOperator.Cli.Launching;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <param name="known">At least one.</param>
    public static string Nearest(string text, IEnumerable<string> known) =>
        known.MinBy(candidate => Distance(text.ToUpperInvariant(), candidate.ToUpperInvariant()))!;

    /// <summary>Levenshtein's: how many characters to insert, delete or replace.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
