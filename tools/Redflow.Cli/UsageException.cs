namespace Redflow.Cli;

/// <summary>What the command line asks for can't be done as it stands; the message says why in a sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
