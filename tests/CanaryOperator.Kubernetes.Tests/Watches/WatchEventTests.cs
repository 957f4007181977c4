using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Watches;

public sealed class WatchEventTests : WatchTest
{
    private static readonly string AddedA = WireJson.Event("ADDED", Widgets.Json("a", "6"));
    private static readonly string ModifiedB = WireJson.Event("MODIFIED", Widgets.Json("b", "8"));

    [Fact]
    public async Task Watch_Request_AsksForBookmarksAndAnEnd()
    {
        Server.Then(Replies.Events());
        var options = FromFive with { LabelSelector = "app=x", FieldSelector = "metadata.name=a" };

        await foreach (var _ in Client.WatchAsync(Widgets.Resource, options, None))
        {
        }

        LastRequest.Path.Should().Be(Widgets.Collection);
        LastRequest.Query.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["watch"] = "1", ["allowWatchBookmarks"] = "true", ["resourceVersion"] = "5", ["timeoutSeconds"] = "300",
            ["labelSelector"] = "app=x", ["fieldSelector"] = "metadata.name=a",
        });
    }

    [Fact]
    public async Task Watch_EveryTypeOfEvent_ArrivesInOrderWithItsVersion()
    {
        Server.Then(Replies.Events(
            AddedA, WireJson.Event("MODIFIED", Widgets.Json("a", "7")), WireJson.Bookmark("Widget", "example.com/v1", "9"),
            WireJson.Event("DELETED", Widgets.Json("a", "10"))));

        var (events, failure) = await ReadAsync();

        events.Should().Equal("Added a 6", "Modified a 7", "Bookmark - 9", "Deleted a 10");
        failure.Should().BeNull("the server ended the watch as it should");
    }

    [Fact]
    public async Task Watch_EventRepeated_IsDeliveredAgain()
    {
        Server.Then(Replies.Events(AddedA, AddedA));

        (await ReadAsync()).Events.Should().Equal("Added a 6", "Added a 6");
    }

    [Fact]
    public async Task Watch_EventsInOneChunk_AreTakenApart()
    {
        Server.Then(Replies.Events(AddedA + ModifiedB + AddedA));

        (await ReadAsync()).Events.Should().HaveCount(3);
    }

    [Fact]
    public async Task Watch_CharacterByCharacter_IsPutTogether()
    {
        Server.Then(Replies.Trickle(AddedA, ModifiedB));

        (await ReadAsync()).Events.Should().Equal("Added a 6", "Modified b 8");
    }

    [Fact]
    public async Task Watch_EventLargerThanAnyBuffer_IsRead()
    {
        var large = Widgets.Json("a", "6", $"1,\"color\":\"{new string('ö', 500_000)}\"");
        Server.Then(Replies.Events(WireJson.Event("ADDED", large), ModifiedB));

        (await ReadAsync()).Events.Should().Equal("Added a 6", "Modified b 8");
    }

    [Fact]
    public async Task Watch_ObjectOfAnotherShape_IsReportedAndPassed()
    {
        Server.Then(Replies.Events(
            AddedA + WireJson.Event("MODIFIED", Widgets.Json("bad", "7", "\"big\"")) + ModifiedB));

        var received = new List<WatchEvent<Widget>>();
        await foreach (var next in Watch())
        {
            received.Add(next);
        }

        received.Select(Describe).Should().Equal("Added a 6", "Unreadable bad 7", "Modified b 8");
        received[1].Object.Should().BeNull();
        received[1].Unreadable!.Error.Should().Contain("$.spec.size");
        received[1].Unreadable!.Metadata.NamespaceProperty.Should().Be("demo");
    }

    [Fact]
    public async Task Watch_DeletedObjectOfAnotherShape_IsStillADeletion()
    {
        Server.Then(Replies.Events(WireJson.Event("DELETED", Widgets.Json("bad", "7", "\"big\""))));

        (await ReadAsync()).Events.Should().Equal("Deleted bad 7");
    }

    [Theory]
    [InlineData("""{"object":OBJ,"type":"ADDED"}""")]
    [InlineData("""{"type":"ADDED","object":OBJ,"extra":{"type":"DELETED"}}""")]
    [InlineData("""{"extra":[{"object":{}}],"type":"ADDED","object":OBJ}""")]
    [InlineData("""  { "type" : "ADDED" , "object" : OBJ }  """)]
    public async Task Watch_EventWrittenInAnotherWay_IsReadAllTheSame(string line)
    {
        Server.Then(Replies.Events(line.Replace("OBJ", Widgets.Json("a", "6"), StringComparison.Ordinal) + "\r\n"));

        (await ReadAsync()).Events.Should().Equal("Added a 6");
    }

    [Fact]
    public async Task Watch_UnknownType_IsIgnoredAndLoggedOnce()
    {
        var unknown = WireJson.Event("RENAMED", Widgets.Json());
        Server.Then(Replies.Events(unknown, AddedA, unknown), Replies.Events(unknown));

        (await ReadAsync()).Events.Should().Equal("Added a 6");
        await ReadAsync();

        LoggedWarnings.Should().ContainSingle().Which.Should().Contain("RENAMED");
    }
}
