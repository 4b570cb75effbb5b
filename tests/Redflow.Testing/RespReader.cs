using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Redflow.Testing;

/// <summary>Reads values of Redis's protocol, version 2, with the bytes that each has on the wire.</summary>
internal sealed class RespReader(Stream stream)
{
    private readonly PipeReader _pipe = PipeReader.Create(stream, new(bufferSize: 256 * 1024));

    /// <summary>Reads the next value; null at the end.</summary>
    public async Task<(RespValue Value, byte[] Bytes)?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var (value, length) = Parse(read.Buffer);
            if (value is not null)
            {
                var bytes = read.Buffer.Slice(0, length).ToArray();
                _pipe.AdvanceTo(read.Buffer.GetPosition(length));
                return (value, bytes);
            }

            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static (RespValue? Value, long Length) Parse(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return (Parse(ref reader), reader.Consumed);
    }

    /// <returns>Null when there is only a part of it.</returns>
    private static RespValue? Parse(ref SequenceReader<byte> reader)
    {
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(line);
        return text[0] switch
        {
            '$' => ParseBulk(ref reader, Number(text)),
            '*' => ParseList(ref reader, Number(text)),
            '+' or ':' => new(text[1..], []),
            '-' => new(text[1..], []) { IsErrorMark = true },
            _ => throw new InvalidDataException($"'{text}' begins no value."),
        };
    }

    private static RespValue? ParseBulk(ref SequenceReader<byte> reader, int length)
    {
        if (length < 0)
        {
            return new(null, []);
        }

        if (reader.Remaining < length + 2)
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(reader.UnreadSequence.Slice(0, length));
        reader.Advance(length + 2);
        return new(text, []);
    }

    private static RespValue? ParseList(ref SequenceReader<byte> reader, int length)
    {
        var items = new List<RespValue>();
        for (var i = 0; i < length; i++)
        {
            if (Parse(ref reader) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new(null, items);
    }

    private static int Number(string line) => int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
}
