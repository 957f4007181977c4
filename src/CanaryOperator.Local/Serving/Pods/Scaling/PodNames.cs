using System.Globalization;

namespace CanaryOperator.Local.Serving.Pods.Scaling;

/// <summary>Names as a Deployment's ReplicaSet gives them.</summary>
internal static class PodNames
{
    /// <summary>No vowels, so that no words come about.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>8 to 10 characters that stand for the pod template; here for the Revision, whose template never changes.</summary>
    public static string TemplateHash(string revision)
    {
        // FNV-1a.
        var hash = revision.Aggregate(2166136261U, (sum, character) => unchecked((sum ^ character) * 16777619));
        var digits = hash.ToString("D8", CultureInfo.InvariantCulture);
        return string.Concat(digits.Select(digit => Alphabet[digit % Alphabet.Length]));
    }

    public static string Create(string revision, Random random) =>
        $"{revision}-deployment-{TemplateHash(revision)}-{new string(random.GetItems<char>(Alphabet, 5))}";
}
