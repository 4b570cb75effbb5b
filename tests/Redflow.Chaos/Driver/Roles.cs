namespace Redflow.Chaos.Driver;

/// <summary>The roles that processes play.</summary>
internal static class Roles
{
    public const string Worker = "worker";
    public const string Scheduler = "scheduler";
    public const string Client = "client";

    /// <summary>Redflow.Api; the others are processes of this program.</summary>
    public const string Api = "api";

    /// <summary>The argument that makes a process of this program play the role that the next one describes.</summary>
    public const string Command = "role";

    /// <summary>What a process writes when it is ready.</summary>
    public const string Ready = "ready";

    public static IReadOnlyList<string> All { get; } = [Worker, Scheduler, Client, Api];
}
