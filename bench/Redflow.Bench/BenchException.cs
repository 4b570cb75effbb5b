namespace Redflow.Bench;

/// <summary>Why something can't be measured.</summary>
internal sealed class BenchException(string message) : Exception(message);
