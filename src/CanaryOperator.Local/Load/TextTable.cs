namespace CanaryOperator.Local.Load;

/// <summary>Columns as kubectl prints them: as wide as their widest cell, three blanks apart.</summary>
internal static class TextTable
{
    /// <param name="rows">The first one is the heading; all are as long as it.</param>
    public static string Render(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        return string.Concat(rows.Select(row =>
            string.Join("   ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + "\n"));
    }
}
