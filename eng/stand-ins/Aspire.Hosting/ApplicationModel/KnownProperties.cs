namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of snapshot properties. Internal in Aspire too: callers write the string.</summary>
internal static class KnownProperties
{
    public const string ExecutablePath = "executable.path";
    public const string ExecutableWorkDir = "executable.workDir";
    public const string ExecutableArgs = "executable.args";
    public const string ExecutablePid = "executable.pid";
    public const string ProjectPath = "project.path";
}
