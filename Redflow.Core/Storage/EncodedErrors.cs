using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>
/// Encodes errors, whose messages and stack traces may quote payloads. An encoded one has its type, step and top frame in clear, so that errors
/// can be told apart, and everything in its message, behind a mark. Errors that the store wrote itself have no mark and are left as they are.
/// </summary>
internal sealed class EncodedErrors(PayloadCodecChain codecs)
{
    private const string Mark = "\u0001redflow:";

    public RunError Encode(RunError error)
    {
        var json = PayloadJson.Write(error);
        var encoded = codecs.Encode(json);
        return ReferenceEquals(encoded, json) && !IsEncoded(error) ? error : new(error.Type, Mark + Convert.ToBase64String(encoded), error.TopFrame) { Step = error.Step, Child = error.Child };
    }

    public RunError Decode(RunError error)
    {
        if (!IsEncoded(error))
        {
            return error;
        }

        try
        {
            var decoded = codecs.Decode(Convert.FromBase64String(error.Message[Mark.Length..]));
            return JsonSerializer.Deserialize<RunError>(decoded, PayloadJson.Options)! with { Child = error.Child };
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new PayloadCorruptException("it is not an error", exception);
        }
    }

    /// <summary>Encodes an error that is JSON already, into the JSON of an error.</summary>
    public byte[] Encode(byte[] json) => PayloadJson.Write(Encode(JsonSerializer.Deserialize<RunError>(json, PayloadJson.Options)!));

    private static bool IsEncoded(RunError error) => error.Message.StartsWith(Mark, StringComparison.Ordinal);
}
