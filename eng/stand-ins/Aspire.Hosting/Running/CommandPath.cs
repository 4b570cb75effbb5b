namespace Aspire.Hosting.Running;

internal static class CommandPath
{
    /// <summary>The file that a command names: a path, relative to the working directory, or a name to look up on the PATH.</summary>
    public static string? Find(string command, string workingDirectory)
    {
        if (Path.GetFileName(command) != command)
        {
            return Existing(Path.GetFullPath(command, workingDirectory));
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Existing(Path.Combine(folder, command))).FirstOrDefault(found => found is not null);
    }

    private static string? Existing(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        return OperatingSystem.IsWindows() && File.Exists(path + ".exe") ? path + ".exe" : null;
    }
}
