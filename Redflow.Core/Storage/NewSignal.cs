namespace Redflow.Storage;

/// <summary>A signal to a run.</summary>
/// <param name="Id">Its id, made by the client, so that one sent twice is one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Payload">What it carries, as JSON.</param>
public sealed record NewSignal(Guid Id, string Name, byte[] Payload);
