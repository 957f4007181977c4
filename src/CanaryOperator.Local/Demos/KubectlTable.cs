namespace CanaryOperator.Local.Demos;

/// <summary>A table as kubectl prints it. Cells may be blank, so columns are found by where their heading begins.</summary>
internal sealed class KubectlTable
{
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _rows;

    private KubectlTable(IReadOnlyList<IReadOnlyDictionary<string, string>> rows) => _rows = rows;

    public int RowCount => _rows.Count;

    /// <exception cref="FormatException">There is no heading.</exception>
    public static KubectlTable Parse(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            throw new FormatException("kubectl printed no table.");
        }

        var columns = Columns(lines[0]);
        return new([.. lines.Skip(1).Select(line => Row(line, columns))]);
    }

    /// <summary>Empty for a blank cell, and for a column or row that is not there.</summary>
    public string Cell(int row, string column) => row < _rows.Count ? _rows[row].GetValueOrDefault(column, "") : "";

    private static List<(string Name, int Start)> Columns(string heading)
    {
        var columns = new List<(string, int)>();
        for (var index = 0; index < heading.Length; index++)
        {
            if (heading[index] != ' ' && (index == 0 || heading[index - 1] == ' '))
            {
                var end = heading.IndexOf(' ', index);
                columns.Add((end < 0 ? heading[index..] : heading[index..end], index));
            }
        }

        return columns;
    }

    private static Dictionary<string, string> Row(string line, List<(string Name, int Start)> columns)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < columns.Count; index++)
        {
            var start = Math.Min(columns[index].Start, line.Length);
            var end = index + 1 < columns.Count ? Math.Min(columns[index + 1].Start, line.Length) : line.Length;
            cells[columns[index].Name] = line[start..end].Trim();
        }

        return cells;
    }
}
