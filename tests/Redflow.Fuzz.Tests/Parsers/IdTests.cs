using System.Text.Json;
using Redflow.Events;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Fuzz.Tests.Parsers;

/// <summary>Ids and cursors. A line: the text.</summary>
public sealed class IdTests
{
    private static readonly string[] Valid =
        ["1m804t32pb46n33jtwyfk00", "zzzzzzzzzzzzzzzzzzzzzzz", "00000000000000000000000", "1767225600000-1m804t32pb46n33jtwyfk00", "9223372036854775807-zzzzzzzzzzzzzzzzzzzzzzz"];

    [Fact]
    public Task Id_or_cursor_is_read_as_it_was_written_or_refused() => new ShotStorm("ids", 2_500).BreakAsync(random => new(Hostile.Mostly(random, Valid)), Take);

    private static void Take(Shot shot)
    {
        var text = shot[0];
        var isId = RunId.TryParse(text, null, out var id);
        Assert.Equal(isId, EventId.TryParse(text, null, out var eventId));
        if (isId)
        {
            Assert.Equal(text, id.ToString());
            Assert.Equal(text, eventId.ToString());
            Assert.InRange(id.Partition, 0, RunId.MaxPartitions - 1);
        }
        else
        {
            Assert.Throws<FormatException>(() => RunId.Parse(text, null));
            Assert.Throws<FormatException>(() => EventId.Parse(text, null));
            Assert.Throws<JsonException>(() => Payload.From(text).As<RunId>());
        }

        if (RunCursor.Mistake(text) is null)
        {
            Assert.Equal(text.Split('-')[1], RunCursor.Parse(text)!.Value.Id.ToString());
        }
    }
}
