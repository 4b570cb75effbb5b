using Microsoft.Extensions.Options;

namespace Redflow.Worker.Samples;

/// <summary>Makes the paths absolute, and the folders with them: a worker that can't write there does not start.</summary>
internal sealed class SamplesOptionsSetup(IHostEnvironment host) : IPostConfigureOptions<SamplesOptions>, IValidateOptions<SamplesOptions>
{
    public void PostConfigure(string? name, SamplesOptions options)
    {
        options.Folder = Absolute(options.Folder);
        options.ImportFolder = Absolute(options.Imports);
    }

    public ValidateOptionsResult Validate(string? name, SamplesOptions options)
    {
        string?[] mistakes =
        [
            MistakeOf(nameof(options.Folder), options.Folder, options.Outbox),
            MistakeOf(nameof(options.ImportFolder), options.Imports, options.Imports),
        ];
        return mistakes.Any(mistake => mistake is not null)
            ? ValidateOptionsResult.Fail(mistakes.OfType<string>())
            : ValidateOptionsResult.Success;
    }

    private string Absolute(string folder) => folder.Length == 0 ? folder : Path.GetFullPath(folder, host.ContentRootPath);

    private static string? MistakeOf(string option, string value, string folder)
    {
        if (value.Length == 0)
        {
            return null; // [Required] has said so.
        }

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
