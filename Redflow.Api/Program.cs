using Microsoft.Extensions.Options;
using Redflow.Api;
using Redflow.Storage;

try
{
    await ApiApplication.Build(args).RunAsync();
    return 0;
}
catch (Exception exception) when (exception is OptionsValidationException or StoreConfigurationException)
{
    // A setting is wrong: the operator needs the sentence, not a crash with its stack trace.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
