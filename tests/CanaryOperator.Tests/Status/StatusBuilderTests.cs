using CanaryOperator.Api;
using CanaryOperator.Api.Knative;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Controllers;
using CanaryOperator.Core.Rollouts;
using CanaryOperator.Ingress;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Status;

public sealed class StatusBuilderTests
{
    private static readonly InferenceService Model = Some.Flowers();
    private static readonly KnownRevisions FirstIsGone = new(new Dictionary<string, long>(), new HashSet<string> { "m-00001" });

    /// <summary>Knative's ConfigurationsReady, RoutesReady and Ready, as recorded; then ours.</summary>
    [Theory]
    [InlineData("Unknown OutOfDate", "Unknown OutOfDate", "Unknown OutOfDate", "Unknown OutOfDate")]
    [InlineData("Unknown", "Unknown OutOfDate", "Unknown OutOfDate", "Unknown OutOfDate")]
    [InlineData("Unknown", "Unknown RevisionMissing", "Unknown RevisionMissing", "Unknown RevisionMissing")]
    [InlineData("True", "Unknown RevisionMissing", "Unknown RevisionMissing", "Unknown RevisionMissing")]
    [InlineData("True", "Unknown IngressNotConfigured", "Unknown IngressNotConfigured", "Unknown IngressNotConfigured")]
    [InlineData("True", "Unknown TrafficNotMigrated", "Unknown TrafficNotMigrated", "Unknown TrafficNotMigrated")]
    [InlineData("Unknown", "True", "Unknown", "Unknown")]
    [InlineData("True", "True", "True", "True")]
    [InlineData("False RevisionFailed", "True", "False RevisionFailed", "False RevisionFailed")]
    [InlineData("False RevisionFailed", "False RevisionMissing", "False RevisionFailed", "False RevisionFailed")]
    [InlineData("True", "False RevisionMissing", "False RevisionMissing", "False RevisionMissing")]
    public void Conditions_follow_knatives(string configurations, string routes, string ready, string expected)
    {
        var service = Views.ServiceFor(Model).Settled("m-00001");
        service = service with
        {
            Status = service.Status! with
            {
                Conditions = [Parse("ConfigurationsReady", configurations), Parse("Ready", ready), Parse("RoutesReady", routes)],
            },
        };

        var status = Views.Of(Model, service).Status();

        status.Summary("PredictorConfigurationReady").Should().Be(configurations);
        status.Summary("LatestDeploymentReady").Should().Be(configurations);
        status.Summary("PredictorRouteReady").Should().Be(routes);
        status.Summary("RoutesReady").Should().Be(routes);
        status.Summary("PredictorReady").Should().Be(expected);
        status.Summary("Ready").Should().Be(expected);
        status.Conditions!.Select(condition => condition.Type).Should().BeInAscendingOrder(StringComparer.Ordinal);
        status.Conditions!.Where(condition => condition.Severity is null).Select(condition => condition.Type)
            .Should().Equal(["IngressReady", "PredictorReady", "Ready"], "the others weigh nothing in Ready");
    }

    [Fact]
    public void Before_there_is_a_Service_everything_is_unknown()
    {
        var status = Views.Of(Model, null).Status();

        status.Conditions!.Where(condition => condition.Type is not ("TrafficAsRequested" or "Serving" or "IngressReady"))
            .Should().OnlyContain(condition => condition.Status == "Unknown");
        status.Summary("Serving").Should().Be("False NoReadyRevision");
        status.Url.Should().BeNull();
        status.DeploymentMode.Should().Be("Knative");
        status.ClusterServingRuntimeName.Should().Be("serving");
        status.ObservedGeneration.Should().Be(1);
    }

    [Fact]
    public void Ready_is_unknown_while_Knative_speaks_of_an_older_generation()
    {
        var service = Views.ServiceFor(Model).Settled("m-00001");
        service = service with { Metadata = service.Metadata with { Generation = 2 } };

        Views.Of(Model, service).Status().Summary("Ready").Should().Be("Unknown OutOfDate");
    }

    [Fact]
    public void Url_and_address_are_those_of_the_route()
    {
        var route = new IngressPlan(Some.Condition("IngressReady", "True")) { Url = "http://outside", AddressUrl = "http://inside" };

        var status = (Views.Of(Model, null) with { Ingress = route }).Status();

        status.Url.Should().Be("http://outside");
        status.Address!.Url.Should().Be("http://inside");
    }

    [Fact]
    public void A_route_that_is_not_ready_makes_nothing_else_so()
    {
        var route = new IngressPlan(Some.Condition("IngressReady", "False", "VirtualServiceCRDNotFound", "Install Istio."));

        var status = (Views.Of(Model, Views.ServiceFor(Model).Settled("m-00001")) with { Ingress = route }).Status();

        status.Summary("Ready").Should().Be("False VirtualServiceCRDNotFound");
        status.Summary("PredictorReady").Should().Be("True");
        status.Summary("Serving").Should().Be("True");
    }

    [Fact]
    public void Url_and_address_stay_while_the_Service_is_not_ready()
    {
        var service = Views.ServiceFor(Model).Settled("m-00001");
        var ready = Model with { Status = Views.Of(Model, service).Status() with { Url = "http://outside" } };

        var status = Views.Of(ready, service with { Status = new() { ObservedGeneration = 1, Url = "http://elsewhere" } }).Status();

        status.Url.Should().Be("http://outside");
        status.Predictor().Url.Should().Be("http://my-model-predictor.demo.example.com");
        status.Predictor().Address!.Url.Should().Be("http://my-model-predictor.demo.svc.cluster.local");
    }

    [Fact]
    public void Component_shows_revisions_traffic_and_history()
    {
        var canary = Some.Flowers(2, percent: 10).WithHistory("m-00001");
        var service = Views.ServiceFor(canary, Some.Latest(10), Some.Previous("m-00001", 90)).Settled("m-00002");

        var predictor = Views.Of(canary, service).Status().Predictor();

        predictor.LatestCreatedRevision.Should().Be("m-00002");
        predictor.LatestReadyRevision.Should().Be("m-00002");
        predictor.LatestRolledoutRevision.Should().Be("m-00001");
        predictor.PreviousRolledoutRevision.Should().BeNull();
        predictor.Traffic.Should().Equal(Some.Latest(10, "m-00002"), Some.Previous("m-00001", 90));
    }

    [Fact]
    public void What_others_wrote_into_the_status_stays()
    {
        var theirs = Json.Read("""{"canaryStatuses":[]}""", ApiJsonContext.Default.InferenceServiceStatus);
        var model = Model with { Status = theirs };

        var status = Views.Of(model, null).Status();

        status.AdditionalProperties.Should().ContainKey("canaryStatuses");
    }

    [Fact]
    public void A_problem_is_in_every_condition_that_it_concerns_and_in_the_model_status()
    {
        var problem = new Problem(Problem.InvalidSpec, "spec.predictor is missing: set model in it.");

        var status = Views.Of(Model, Views.ServiceFor(Model).Settled("m-00001"), problem: problem).Status();

        foreach (var type in new[] { "Ready", "PredictorReady", "TrafficAsRequested" })
        {
            status.Summary(type).Should().Be("False InvalidSpec");
            status.Conditions!.Single(condition => condition.Type == type).Message.Should().Be(problem.Message);
        }

        status.Summary("RoutesReady").Should().Be("True", "the model still serves");
        status.ModelStatus!.TransitionStatus.Should().Be("InvalidSpec");
        status.ModelStatus.LastFailureInfo.Should().BeEquivalentTo(
            new FailureInfo { Reason = "InvalidPredictorSpec", Message = problem.Message, Time = Views.Now });
    }

    /// <param name="percent">Asked for.</param>
    /// <param name="previous">The revision before the present one, m-00002.</param>
    [Theory]
    [InlineData(null, "m-00001", false, "True", "True", "")]
    [InlineData(0L, "m-00001", false, "True", "True", "")]
    [InlineData(101L, "m-00001", false, "False InvalidPercent", null, "spec.predictor.canaryTrafficPercent is 101")]
    [InlineData(0L, null, false, "False NothingToRollBackTo", "False NothingToRollBackTo", "No revision but m-00002 ever had all")]
    [InlineData(0L, "m-00001", true, "False PreviousRevisionGone", "False PreviousRevisionGone", "Revision m-00001 was deleted")]
    [InlineData(null, "m-00001", true, "True", "False PreviousRevisionGone", "")]
    public void Conditions_tell_what_was_promoted_before_can_be_done(
        long? percent, string? previous, bool isGone, string asRequested, string? rollback, string message)
    {
        var model = Some.Flowers(2, percent).WithHistory("m-00002", previous);

        var status = Views.Of(model, Views.ServiceFor(model).Settled("m-00002"), isGone ? FirstIsGone : null).Status();

        status.Summary("TrafficAsRequested").Should().Be(asRequested);
        (status.Conditions!.Single(condition => condition.Type == "TrafficAsRequested").Message ?? "").Should().StartWith(message);
        status.Summary("RollbackAvailable").Should().Be(rollback);
    }

    [Fact]
    public void Awaiting_the_candidate_names_who_would_get_its_share()
    {
        var model = Some.Flowers(3, percent: 50).WithHistory("m-00001");
        var service = Views.ServiceFor(model, Some.Latest(10), Some.Previous("m-00001", 90)).Loading("m-00003", ready: "m-00002");

        var status = Views.Of(model, service).Status();

        status.Summary("TrafficAsRequested").Should().Be("False AwaitingCandidate");
        status.Conditions!.Single(condition => condition.Type == "TrafficAsRequested").Message
            .Should().Be("The traffic stays as it is until revision m-00003 is ready: before that, m-00002 would get the new share.");
    }

    [Fact]
    public void A_moment_in_which_nothing_can_be_known_leaves_the_conditions_as_they_were()
    {
        var model = Some.Flowers(2).WithHistory("m-00002", "m-00001");
        var service = Views.ServiceFor(model).Settled("m-00002");
        var settled = model with { Status = Views.Of(model, service).Status() };

        var status = Views.Of(settled, service with { Metadata = service.Metadata with { Generation = 2 } }).Status();

        status.Summary("TrafficAsRequested").Should().Be("True");
        status.Summary("RollbackAvailable").Should().Be("True");
    }

    private static V1Condition Parse(string type, string summary) => summary.Split(' ') switch
    {
        [var status, var reason] => Some.Condition(type, status, reason, $"because of {reason}"),
        _ => Some.Condition(type, summary),
    };
}
