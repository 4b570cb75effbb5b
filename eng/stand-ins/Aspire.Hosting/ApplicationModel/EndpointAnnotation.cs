using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true)
    {
        Protocol = protocol;
#pragma warning disable CA1308 // URI schemes are lower case
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : "tcp");
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    public int? Port { get; set; }

    public int? TargetPort { get; set; }

    public string UriScheme { get; set; }

    public string Transport { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.Result : null;
        set => _allocated.TrySetResult(value ?? throw new InvalidOperationException("An endpoint cannot lose its allocation."));
    }

    internal Task<AllocatedEndpoint> WhenAllocated => _allocated.Task;
}
