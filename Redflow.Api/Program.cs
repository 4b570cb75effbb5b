using Microsoft.Extensions.Options;
using Redflow.Api;
using Redflow.Api.Auth;
using Redflow.Storage;

try
{
    if (args is [KeysCommand.Word, ..])
    {
        var builder = WebApplication.CreateBuilder();
        return new KeysCommand(KeysFile.Locate(builder.Configuration, builder.Environment), Console.Out, Console.Error).Run(args);
    }

    await ApiApplication.Build(args).RunAsync();
    return 0;
}
catch (Exception exception) when (exception is OptionsValidationException or StoreConfigurationException or InvalidDataException)
{
    // A setting is wrong: the operator needs the sentence, not a crash with its stack trace.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
