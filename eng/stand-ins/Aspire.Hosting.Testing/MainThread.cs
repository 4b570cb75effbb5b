using System.Reflection;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Testing;

internal static class MainThread
{
    /// <summary>A thread of its own: Main waits in Build, which is synchronous, for as long as the test takes.</summary>
    public static Task Run(EntryPointInterception interception)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            EntryPointInterception.Current = interception;
            Invoke(interception);
            ended.SetResult();
        })
        {
            IsBackground = true,
            Name = $"Main of {interception.EntryPoint.GetName().Name}",
        };
        thread.Start();
        return ended.Task;
    }

    // The catch-all of Main: its exception is the test's, whichever call of the test's it is that meets it.
    private static void Invoke(EntryPointInterception interception)
    {
        try
        {
            var main = interception.EntryPoint.EntryPoint
                ?? throw new InvalidOperationException($"'{interception.EntryPoint.GetName().Name}' has no entry point.");
            var returned = main.Invoke(null, main.GetParameters().Length == 0 ? null : [interception.Args]);
            (returned as Task)?.GetAwaiter().GetResult();
            interception.Failed(new InvalidOperationException("The AppHost's Main ended without a call of Build."));
        }
        catch (TargetInvocationException e)
        {
            interception.Failed(e.InnerException!);
        }
        catch (Exception e)
        {
            interception.Failed(e);
        }
    }
}
