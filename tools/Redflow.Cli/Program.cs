using System.Runtime.InteropServices;
using Redflow.Cli;

using var ending = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
return await new Tool(Surroundings.OfProcess()).RunAsync(args, ending.Token);

// The first one lets a command end well: top has a terminal to give back. A second one does not wait for that.
void End(PosixSignalContext context)
{
    context.Cancel = !ending.IsCancellationRequested;
    ending.Cancel();
}
