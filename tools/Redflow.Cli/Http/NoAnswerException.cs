namespace Redflow.Cli.Http;

/// <summary>Nothing answered, or not a Redflow API.</summary>
internal sealed class NoAnswerException(string message) : Exception(message);
