namespace Redflow.Core.Tests.Storage.Model;

/// <summary>A store does something else than its model, or than every store has to.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
