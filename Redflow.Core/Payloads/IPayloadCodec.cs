namespace Redflow.Payloads;

/// <summary>Turns payloads into what is stored and back: compression, encryption, or what a user adds to <see cref="RedflowPayloadOptions.Codecs"/>.</summary>
/// <remarks>
/// It is called from several threads at once. What <see cref="Encode"/> throws reaches whoever emits or commits; an output that can't be
/// encoded can't be handed in, so it must not throw for any bytes. What <see cref="Decode"/> throws becomes <see cref="PayloadCorruptException"/>.
/// </remarks>
public interface IPayloadCodec
{
    /// <summary>The lowest <see cref="Id"/> of a codec that isn't Redflow's.</summary>
    const byte FirstOwnId = 64;

    /// <summary>What stands before all that it has encoded, and finds the codec again: never changed and never used for another format.</summary>
    /// <value>64 to 255; those below are Redflow's.</value>
    byte Id { get; }

    /// <summary>Encodes a payload.</summary>
    /// <returns>Null to leave it as it is.</returns>
    byte[]? Encode(ReadOnlyMemory<byte> payload);

    /// <summary>Decodes what <see cref="Encode"/> returned, also in another process.</summary>
    byte[] Decode(ReadOnlyMemory<byte> encoded);
}
