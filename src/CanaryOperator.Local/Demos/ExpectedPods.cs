namespace CanaryOperator.Local.Demos;

/// <summary>What <c>kubectl get pods</c> must show after a step of a walk: one pod per revision that has or may get traffic.</summary>
internal sealed record ExpectedPods(params IReadOnlyList<Revision> Running)
{
    private const string Deployment = "-deployment-";

    /// <summary>What is different from this; empty when nothing is. A pod that is Terminating is as good as gone.</summary>
    public IReadOnlyList<string> Differences(KubectlTable table, IReadOnlyDictionary<Revision, string> revisions)
    {
        var rows = Enumerable.Range(0, table.RowCount).ToList();
        return
        [
            .. Running.Where(revision => !rows.Any(row => Runs(row, revision)))
                .Select(revision => $"{revision} has no pod that is 2/2 Running"),
            .. rows.Where(row => table.Cell(row, "STATUS") != "Terminating" && !Running.Any(revision => Belongs(row, revision)))
                .Select(row => $"{table.Cell(row, "NAME")} is {table.Cell(row, "STATUS")}, and should be gone"),
        ];

        bool Runs(int row, Revision revision) =>
            Belongs(row, revision) && table.Cell(row, "READY") == "2/2" && table.Cell(row, "STATUS") == "Running";

        bool Belongs(int row, Revision revision) =>
            table.Cell(row, "NAME").StartsWith(revisions[revision] + Deployment, StringComparison.Ordinal);
    }
}
