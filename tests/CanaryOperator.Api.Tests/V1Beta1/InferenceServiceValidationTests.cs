using CanaryOperator.Api.V1Beta1;

namespace CanaryOperator.Api.Tests.V1Beta1;

public sealed class InferenceServiceValidationTests
{
    private const string Sklearn = """{"sklearn":{}}""";

    [Theory]
    [InlineData(Sklearn)]
    [InlineData("""{"model":{"modelFormat":{"name":"sklearn"}},"containers":[{"name":"transformer-container"}]}""")]
    [InlineData("""{"containers":[{"image":"a"}]}""")]
    [InlineData("""{"containers":[{"image":"a","ports":[{"containerPort":80}]},{"name":"helper","image":"b"}]}""")]
    [InlineData("""{"containers":[{"name":"helper","image":"b"},{"name":"kserve-container","image":"a","ports":[{"containerPort":8}]}]}""")]
    [InlineData("""{"canaryTrafficPercent":0,"paddle":{}}""")]
    [InlineData("""{"canaryTrafficPercent":100,"paddle":{}}""")]
    public void A_predictor_with_one_implementation_is_valid_before_and_after_defaulting(string predictor)
    {
        var inferenceService = Some.InferenceService(predictor);

        InferenceServiceValidation.Validate(inferenceService).Should().BeEmpty();
        InferenceServiceValidation.Validate(InferenceServiceDefaulting.Apply(inferenceService)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"containers":[]}""")]
    [InlineData("""{"containers":[{"name":"a","image":"a","ports":[{"containerPort":80}]},{"name":"b","image":"b"}]}""")]
    [InlineData("null")]
    public void No_implementation_is_answered_with_those_that_there_are(string predictor)
    {
        var error = OnlyErrorOf(Some.InferenceService(predictor));

        error.Field.Should().Be("spec.predictor");
        error.Message.Should().Contain("model").And.Contain("kserve-container").And.Contain("sklearn").And.Contain("paddle");
    }

    [Theory]
    [InlineData("""{"sklearn":{},"tensorflow":{}}""", "sklearn, tensorflow")]
    [InlineData("""{"paddle":{},"model":{"modelFormat":{"name":"onnx"}}}""", "model, paddle")]
    [InlineData("""{"model":{"modelFormat":{"name":"a"}},"containers":[{"name":"b"},{"name":"kserve-container"}]}""", "model, containers")]
    public void Several_implementations_are_named_as_the_user_wrote_them(string predictor, string found)
    {
        var inferenceService = Some.InferenceService(predictor);

        foreach (var error in new[] { OnlyErrorOf(inferenceService), OnlyErrorOf(InferenceServiceDefaulting.Apply(inferenceService)) })
        {
            error.Field.Should().Be("spec.predictor");
            error.Value.Should().Be(found);
            error.Message.Should().Contain($"keep one of {found}");
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_percentage_outside_0_to_100_is_refused(long percent)
    {
        var error = OnlyErrorOf(Some.InferenceService($$"""{"canaryTrafficPercent":{{percent}},"sklearn":{} }"""));

        error.ToString().Should().StartWith($"spec.predictor.canaryTrafficPercent ({percent}) must be a whole number from 0 to 100");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("my-model-2")]
    [InlineData("a--b")]
    public void A_name_of_letters_digits_and_dashes_is_valid(string name)
    {
        InferenceServiceValidation.Validate(Some.InferenceService(Sklearn, name)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2-models")]
    [InlineData("my.model")]
    [InlineData("My-model")]
    [InlineData("model-")]
    [InlineData("-model")]
    [InlineData("model\n")]
    [InlineData("modèle")]
    public void Another_name_is_refused(string? name)
    {
        var error = OnlyErrorOf(Some.InferenceService(Sklearn, name!));

        error.Field.Should().Be("metadata.name");
        error.Value.Should().Be(name);
    }

    [Theory]
    [InlineData(47, false)]
    [InlineData(46, true)]
    public void A_name_may_be_as_long_as_the_names_made_of_it_fit_into_a_DNS_label(int length, bool tagRouting)
    {
        InferenceServiceValidation.Validate(Named(length, tagRouting)).Should().BeEmpty();

        var error = OnlyErrorOf(Named(length + 1, tagRouting));
        error.Field.Should().Be("metadata.name");
        error.Message.Should().StartWith($"must have at most {length} characters");
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        InferenceServiceValidation.Validate(Some.InferenceService("""{"canaryTrafficPercent":150}""", "A"))
            .Select(error => error.Field).Should().Equal("metadata.name", "spec.predictor", "spec.predictor.canaryTrafficPercent");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null,"spec":null}""")]
    [InlineData("""{"apiVersion":"","metadata":{"name":"a"},"spec":{"predictor":{"containers":[null]}}}""")]
    [InlineData("""{"spec":{"predictor":{"model":{"modelFormat":null},"containers":[null,null]}}}""")]
    public void Nothing_that_can_be_read_makes_it_throw(string json)
    {
        var inferenceService = JsonText.Read(json, ApiJsonContext.Default.InferenceService);

        var validate = () => InferenceServiceValidation.Validate(InferenceServiceDefaulting.Apply(inferenceService));

        validate.Should().NotThrow();
    }

    [Fact]
    public void Very_long_text_is_refused_at_once()
    {
        var digits = new string('1', 1_000_000);
        var predictor = $$"""
            {"containers":[{"image":"{{digits}}/","resources":{"limits":{"cpu":"{{digits}}x"} } }],
             "annotations":{"autoscaling.knative.dev/window":"{{digits}}"},"labels":{"{{digits}}":"{{digits}}"} }
            """;

        var defaulted = InferenceServiceDefaulting.Apply(Some.InferenceService(predictor), new());

        InferenceServiceValidation.Validate(defaulted).Should().HaveCount(5);
    }

    private static InferenceService Named(int length, bool tagRouting)
    {
        var inferenceService = Some.InferenceService(Sklearn, new string('a', length));
        return inferenceService with
        {
            Metadata = inferenceService.Metadata with
            {
                Annotations = new Dictionary<string, string> { ["serving.kserve.io/enable-tag-routing"] = tagRouting ? "true" : "false" },
            },
        };
    }

    private static FieldError OnlyErrorOf(InferenceService inferenceService) =>
        InferenceServiceValidation.Validate(inferenceService).Should().ContainSingle().Subject;
}
