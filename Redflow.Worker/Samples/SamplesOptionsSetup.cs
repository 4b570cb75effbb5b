using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Redflow.Worker.Samples;

/// <summary>Makes the paths absolute, and the folders with them: a worker that can't make them does not start.</summary>
internal sealed class SamplesOptionsSetup(IHostEnvironment host) : IPostConfigureOptions<SamplesOptions>, IValidateOptions<SamplesOptions>
{
    public void PostConfigure(string? name, SamplesOptions options)
    {
        options.Folder = Absolute(options.Folder);
        options.ImportFolder = Absolute(options.ImportFolder);
    }

    public ValidateOptionsResult Validate(string? name, SamplesOptions options)
    {
        if (options.Folder.Length == 0)
        {
            return ValidateOptionsResult.Skip; // [Required] says what is wrong.
        }

        // One at a time: where the first can't be made, a second one below it would only say so again.
        var mistake = Make(nameof(options.Folder), options.Folder, options.Outbox)
            ?? Make(nameof(options.ImportFolder), options.Imports, options.Imports);
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }

    [return: NotNullIfNotNull(nameof(folder))]
    private string? Absolute(string? folder) => string.IsNullOrEmpty(folder) ? folder : Path.GetFullPath(folder, host.ContentRootPath);

    /// <returns>What is wrong with the option; null when the folder is there.</returns>
    private static string? Make(string option, string value, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{SamplesOptions.Section}:{option} is '{value}', but no folder can be made there ({exception.Message}). "
                + "Name a folder that the worker may write to.";
        }
    }
}
