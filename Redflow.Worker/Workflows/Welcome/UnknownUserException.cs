namespace Redflow.Worker.Workflows.Welcome;

/// <summary>No user has this id. Never retried: asking again would not change the answer.</summary>
internal sealed class UnknownUserException(string id)
    : NonRetriableException($"No user has the id '{id}'. Nobody was written to. Check the id, or add the user to the directory and emit again.")
{
    public string Id { get; } = id;
}
