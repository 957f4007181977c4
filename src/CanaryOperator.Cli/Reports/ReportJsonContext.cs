using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryOperator.Cli.Reports.Model;

namespace CanaryOperator.Cli.Reports;

/// <summary>
/// The JSON report. Absent and null mean the same and are left out; text that is not ASCII is escaped, so that no terminal acts on it.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    NewLine = "\n",
    NumberHandling = JsonNumberHandling.Strict,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExperimentReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
