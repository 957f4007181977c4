using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Testing.Admission;

namespace CanaryOperator.Api.Tests.Admission;

public sealed class AdmissionCaseTests
{
    public static TheoryData<string> Invalid => new(AdmissionCases.Invalid.Select(one => one.Name));

    public static TheoryData<string> Valid => new(AdmissionCases.Valid.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_one_is_refused_with_the_field_its_value_and_what_is_allowed(string name)
    {
        var one = AdmissionCases.Invalid.Single(one => one.Name == name);
        var written = JsonText.Read(one.Object, ApiJsonContext.Default.InferenceService);

        InferenceServiceValidation.Validate(written).Should().NotBeEmpty("defaulting must not be what makes it invalid");
        InferenceServiceValidation.Validate(Defaulted(written)).Select(error => error.ToString())
            .Should().Contain(error => error.StartsWith(one.Refused!, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_one_is_accepted_before_and_after_defaulting(string name)
    {
        var written = JsonText.Read(ValidObject(name), ApiJsonContext.Default.InferenceService);

        InferenceServiceValidation.Validate(written).Should().BeEmpty();
        InferenceServiceValidation.Validate(Defaulted(written)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_one_keeps_its_meaning(string name)
    {
        var written = ValidObject(name);
        var defaulted = Defaulted(JsonText.Read(written, ApiJsonContext.Default.InferenceService));

        var actual = JsonSerializer.SerializeToNode(defaulted, ApiJsonContext.Default.InferenceService)!;
        DefaultedMeaning.Undo(actual, written);
        JsonText.ShouldBe(actual, written, name);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_warning_is_short(string name)
    {
        var inferenceService = JsonText.Read(ValidObject(name), ApiJsonContext.Default.InferenceService);

        InferenceServiceWarnings.Of(inferenceService, null).Should().NotContain(warning => warning.Length > 120);
    }

    [Fact]
    public void There_are_enough_of_both_and_each_has_a_name_of_its_own()
    {
        AdmissionCases.Invalid.Should().HaveCountGreaterThanOrEqualTo(70).And.OnlyHaveUniqueItems(one => one.Name);
        AdmissionCases.Valid.Should().HaveCountGreaterThanOrEqualTo(35).And.OnlyHaveUniqueItems(one => one.Name);
        AdmissionCases.Invalid.Should().OnlyContain(one => one.Refused != null);
    }

    private static InferenceService Defaulted(InferenceService written) =>
        InferenceServiceDefaulting.Apply(written, InferenceServiceDefaults.Shipped);

    private static JsonObject ValidObject(string name) => AdmissionCases.Valid.Single(one => one.Name == name).Object;
}
