using Redflow.Chaos.Driver;
using Redflow.Chaos.Options;

if (args is [Roles.Command, var settings])
{
    await RoleProgram.RunAsync(settings);
    return 0;
}

return await ChaosCommand.RunAsync(args, Console.Out, Console.Error);
