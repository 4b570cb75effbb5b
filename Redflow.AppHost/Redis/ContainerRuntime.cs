using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Redflow.AppHost.Redis;

internal static class ContainerRuntime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Asked of the daemon: a docker command without one is common, and a resource that needs it would wait for ever.</summary>
    public static bool Answers() =>
        typeof(ContainerRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a.Key == "RunsContainers")
        && (Answers("docker") || Answers("podman"));

    private static bool Answers(string command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, "info") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(Limit))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
