using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Cli.Doctoring;

namespace CanaryOperator.Cli.Viewing;

/// <summary>What <c>-o json</c> prints besides reports, by the rules of the JSON report.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<ExperimentLine>))]
[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(RolloutView))]
internal sealed partial class ViewJsonContext : JsonSerializerContext;
