namespace Redflow.Steps;

/// <summary>Makes bodies that take a step of those that take its token alone: the delegate is bound to the other one, without a closure.</summary>
internal static class StepBodies
{
    public static TTask InvokeIn<TTask>(this Func<CancellationToken, TTask> body, StepContext step)
        where TTask : Task => body(step.CancellationToken);
}
