using System.Text;
using CanaryOperator.Core.Texts;

namespace CanaryOperator.Cli.Reports.Text;

/// <summary>Columns as wide as their widest cell, two spaces in; what others wrote goes through <see cref="PlainText"/>.</summary>
internal sealed class TextTable(params string[] head)
{
    private const string Separator = " | ";
    private readonly List<string[]> _rows = [[.. head.Select(PlainText.Of)]];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(PlainText.Of)]);

    public void WriteTo(StringBuilder text)
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => _rows.Max(row => row[column].Length)).ToList();
        WriteRow(text, _rows[0], widths);
        WriteRow(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows.Skip(1))
        {
            WriteRow(text, row, widths);
        }
    }

    private static void WriteRow(StringBuilder text, string[] row, List<int> widths)
    {
        var line = string.Join(Separator, row.Select((cell, column) => cell.PadRight(widths[column])));
        text.Append("  ").Append(line.TrimEnd()).Append('\n');
    }
}
