namespace CanaryOperator.Local.Demos;

/// <summary>What <c>kubectl get isvc</c> must show after a step of a walk. Revisions are named by their place in the story.</summary>
internal sealed record ExpectedRow(string Previous, string Latest, Revision? PreviousRevision, Revision LatestRevision)
{
    private const string Url = "http://my-model.default.example.com";

    /// <summary>Who should answer how many percent of the requests.</summary>
    public IReadOnlyDictionary<string, long> Shares(IReadOnlyDictionary<Revision, string> revisions)
    {
        var shares = new Dictionary<string, long> { [revisions[LatestRevision]] = long.Parse(Latest) };
        if (PreviousRevision is { } previous)
        {
            shares[revisions[previous]] = long.Parse(Previous);
        }

        return shares;
    }

    /// <summary>What is different from this; empty when nothing is.</summary>
    /// <param name="revisions">Names seen so far: the first sight of a revision gives it its name.</param>
    public IReadOnlyList<string> Differences(KubectlTable table, IDictionary<Revision, string> revisions)
    {
        var differences = new List<string>();
        Expect("URL", Url);
        Expect("READY", "True");
        Expect("PREV", Previous);
        Expect("LATEST", Latest);
        var names = new Dictionary<Revision, string>(revisions);
        Name("LATESTREADYREVISION", LatestRevision);
        Name("PREVROLLEDOUTREVISION", PreviousRevision);
        if (differences.Count == 0)
        {
            foreach (var (revision, name) in names)
            {
                revisions[revision] = name;
            }
        }

        return differences;

        void Expect(string column, string expected)
        {
            if (table.Cell(0, column) is var actual && actual != expected)
            {
                differences.Add($"{column} is '{actual}', expected '{expected}'");
            }
        }

        void Name(string column, Revision? revision)
        {
            var actual = table.Cell(0, column);
            if (revision is not { } known)
            {
                Expect(column, "");
            }
            else if (names.TryGetValue(known, out var name))
            {
                Expect(column, name);
            }
            else if (actual.Length == 0 || names.ContainsValue(actual))
            {
                differences.Add($"{column} is '{actual}', expected a revision not seen before");
            }
            else
            {
                names[known] = actual;
            }
        }
    }
}
