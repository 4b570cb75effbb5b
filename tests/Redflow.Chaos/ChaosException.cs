namespace Redflow.Chaos;

/// <summary>The driver itself can't go on: nothing is said about the product.</summary>
internal sealed class ChaosException(string message) : Exception(message);
