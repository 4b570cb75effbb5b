using System.Text.Json;

namespace Redflow.Bench.Processes;

/// <summary>What the bench asks of a process, a line of JSON.</summary>
/// <param name="Id">Its number, which the reply has too.</param>
/// <param name="Name">What is asked for.</param>
internal sealed record Request(int Id, string Name, JsonElement Arguments);

/// <summary>A process's answer, a line of JSON.</summary>
/// <param name="Error">What went wrong; null when nothing did.</param>
internal sealed record Reply(int Id, JsonElement? Result, string? Error);
