using Redflow.Bench.Options;
using Redflow.Bench.Processes;

return args is ["role", var role, var settings]
    ? await Roles.RunAsync(role, settings)
    : await BenchCommand.RunAsync(args, Console.Out, Console.Error);
