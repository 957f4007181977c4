using System.Text;

namespace CanaryOperator.Local.ControlPlane.Assets;

/// <summary>No way to get the binaries works here. The message is for the user: every way, why it failed, what to do.</summary>
internal sealed class AssetsUnavailableException(IReadOnlyList<AssetsFailure> failures) : Exception(Describe(failures))
{
    public IReadOnlyList<AssetsFailure> Failures { get; } = failures;

    private static string Describe(IReadOnlyList<AssetsFailure> failures)
    {
        var text = new StringBuilder("There is no Kubernetes API server to start.");
        text.Append($" There are {failures.Count} ways to get one; make one of them work:");
        for (var i = 0; i < failures.Count; i++)
        {
            text.AppendLine().Append($"  {i + 1}. {failures[i].Source}: {Indent(failures[i].Reason)}");
            text.AppendLine().Append($"     To do: {failures[i].Remedy}");
        }

        return text.ToString();
    }

    private static string Indent(string text) => text.TrimEnd().ReplaceLineEndings(Environment.NewLine + "       ");
}
