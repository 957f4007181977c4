using System.Text;
using CanaryOperator.Runtime.Events;

namespace CanaryOperator.Runtime.Tests.Events;

public class EventTextTests
{
    [Fact]
    public void TruncateNote_1024Bytes_IsKept()
    {
        var note = new string('x', 1024);

        EventText.TruncateNote(note).Should().Be(note);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ä")]
    [InlineData("€")]
    [InlineData("🐤")]
    public void TruncateNote_LongerNote_EndsOnAWholeCharacterWithin1024Bytes(string character)
    {
        var cut = EventText.TruncateNote(string.Concat(Enumerable.Repeat(character, 2000)));

        Encoding.UTF8.GetByteCount(cut).Should().BeInRange(1020, 1024);
        cut.Should().EndWith("...").And.NotContain("\uFFFD");
        cut[..^3].EnumerateRunes().Should().OnlyContain(rune => rune.ToString() == character);
    }

    [Fact]
    public void TruncateInstance_LongHostName_IsCutTo128()
    {
        EventText.TruncateInstance(new string('h', 300)).Should().HaveLength(128);
    }

    [Fact]
    public void Name_ShortObjectName_IsFollowedByTheTimeInHex()
    {
        EventText.Name("iris", 0x17abcdef).Should().Be("iris.17abcdef");
    }

    [Fact]
    public void Name_LongObjectName_IsShortenedTo253WithoutATrailingDash()
    {
        var name = EventText.Name(new string('a', 235) + "--" + new string('b', 16), 0x1234567890abcdef);

        name.Should().Be(new string('a', 235) + ".1234567890abcdef");
        EventText.Name(new string('a', 253), 0x1234567890abcdef).Should().HaveLength(253);
    }
}
