namespace Redflow.Testing;

/// <summary>Programs that a machine may have.</summary>
public static class Programs
{
    /// <summary>Finds a program on the PATH; null when it is not there.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
