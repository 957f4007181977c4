using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Testing.Admission;
using FsCheck;
using FsCheck.Fluent;

namespace CanaryOperator.Api.Tests.Admission;

/// <summary>
/// The objects are the same in every run, because a change must not fail by another's bad luck; CANARY_ADMISSIONS=1000000 looks through so
/// many new ones.
/// </summary>
public sealed class AdmissionFuzzTests
{
    private const int Objects = 20_000;

    private static readonly InferenceServiceDefaults Strict = new() { CpuLimit = "2", AutoMountServiceAccountToken = false };

    [Fact]
    public void Nothing_throws_and_every_error_says_what_to_do() => Check(json =>
    {
        var written = JsonText.Read(json, ApiJsonContext.Default.InferenceService);
        var defaulted = InferenceServiceDefaulting.Apply(written, Strict);

        InferenceServiceWarnings.Of(defaulted, written).Should().NotContain(warning => warning.Length > 120);
        InferenceServiceWarnings.Of(written, null);
        InferenceServiceValidation.ValidateUpdate(written, defaulted, Strict);
        foreach (var error in InferenceServiceValidation.Validate(written).Concat(InferenceServiceValidation.Validate(defaulted)))
        {
            error.Message.Should().EndWith(".");
            (error.Field.StartsWith("spec", StringComparison.Ordinal) || error.Field.StartsWith("metadata.", StringComparison.Ordinal)
                || error.Field == "status.deploymentMode").Should().BeTrue("{0} must be a path", error.Field);
        }
    });

    [Fact]
    public void Defaulting_twice_is_defaulting_once_and_makes_nothing_invalid()
    {
        var (valid, invalid) = (0, 0);
        Check(json =>
        {
            var written = JsonText.Read(json, ApiJsonContext.Default.InferenceService);
            var once = InferenceServiceDefaulting.Apply(written, Strict);
            JsonText.ShouldBe(ToJson(InferenceServiceDefaulting.Apply(once, Strict)), ToJson(once));

            var isValid = InferenceServiceValidation.Validate(written).Count == 0;
            _ = isValid ? valid++ : invalid++;
            if (isValid)
            {
                InferenceServiceValidation.Validate(once).Should().BeEmpty();
            }
        });

        valid.Should().BeGreaterThan(Objects / 20);
        invalid.Should().BeGreaterThan(Objects / 2);
    }

    private static void Check(Action<JsonObject> property)
    {
        var wanted = Environment.GetEnvironmentVariable("CANARY_ADMISSIONS");
        var config = Config.QuickThrowOnFailure.WithMaxTest(wanted is null ? Objects : int.Parse(wanted, CultureInfo.InvariantCulture));
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Explain(property, RandomInferenceServices.Next(new Random(seed))))
            .Check(wanted is null ? config.WithReplay(20_261_122, 1) : config);
    }

    private static void Explain(Action<JsonObject> property, JsonObject json)
    {
        try
        {
            property(json);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\nfor {json.ToJsonString()}", exception);
        }
    }

    private static JsonNode ToJson(InferenceService inferenceService) =>
        JsonSerializer.SerializeToNode(inferenceService, ApiJsonContext.Default.InferenceService)!;
}
