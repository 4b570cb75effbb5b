namespace Aspire.Hosting.Running;

internal sealed record AppHostSettings(bool RandomizePorts, bool Testing, bool DashboardWanted);
