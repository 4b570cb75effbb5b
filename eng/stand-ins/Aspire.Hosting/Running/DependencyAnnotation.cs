using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Left by WithReference.</summary>
internal sealed record DependencyAnnotation(IResource Resource) : IResourceAnnotation;
