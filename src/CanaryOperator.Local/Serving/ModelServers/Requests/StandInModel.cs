using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>Stands in for a trained model: the same revision gives the same instance the same scores, another revision others.</summary>
internal sealed class StandInModel(string revision)
{
    /// <summary>In every answer, so that nobody takes the numbers for a model's.</summary>
    public const string Note = "made up by the local cluster's stand-in for a model server";

    /// <summary>As many as the flowers model of KServe's samples has.</summary>
    public const int Classes = 6;

    /// <returns>One score per class; they sum to 1.</returns>
    public double[] Score(string instance)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{revision}\n{instance}"), hash);
        var weights = new double[Classes];
        for (var i = 0; i < Classes; i++)
        {
            // The fourth power, so that one class stands out, as with a real classifier.
            var weight = BinaryPrimitives.ReadUInt16LittleEndian(hash[(2 * i)..]) + 1.0;
            weights[i] = weight * weight * weight * weight;
        }

        var sum = weights.Sum();
        return [.. weights.Select(weight => Math.Round(weight / sum, 9))];
    }

    /// <summary>The index of the best score.</summary>
    public static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());
}
