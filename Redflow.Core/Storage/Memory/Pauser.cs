using Redflow.Limits;

namespace Redflow.Storage.Memory;

/// <summary>Pauses workflows and queues: what runs goes on, nothing new starts.</summary>
internal sealed class Pauser(MemoryState state)
{
    public bool PauseWorkflow(string name, string? reason, Turn turn)
    {
        if (!state.Workflows.TryGetRegistered(name, out var workflow))
        {
            return false;
        }

        workflow.Info = workflow.Info! with { Pause = Begin(workflow.Pause, reason, turn) };
        state.Pump.Run(workflow, turn);
        return true;
    }

    public bool ResumeWorkflow(string name, Turn turn)
    {
        if (!state.Workflows.TryGetRegistered(name, out var workflow) || workflow.Pause is null)
        {
            return false;
        }

        workflow.Info = workflow.Info! with { Pause = null };
        state.Pump.Run(workflow, turn);
        return true;
    }

    public void PauseQueue(string name, string? reason, Turn turn)
    {
        state.Queues.Name(name);
        state.Queues[name].Pause = Begin(state.Queues[name].Pause, reason, turn);
    }

    /// <summary>Ends the pause of a queue, and wakes a worker for what is ready in it.</summary>
    public bool ResumeQueue(string name, Turn turn)
    {
        if (state.Queues[name].Pause is null)
        {
            return false;
        }

        state.Queues[name].Pause = null;
        turn.Woken.Add(name);
        return true;
    }

    /// <summary>A pause that is paused again goes on, for the new reason.</summary>
    private static Pause Begin(Pause? pause, string? reason, Turn turn) =>
        new(pause?.Since ?? turn.Now, string.IsNullOrEmpty(reason) ? null : reason);
}
