using Microsoft.Extensions.Options;
using Redflow.Api;

try
{
    await ApiApplication.Build(args).RunAsync();
    return 0;
}
catch (OptionsValidationException exception)
{
    // A setting is wrong: the operator needs the sentence, not a crash with its stack trace.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
