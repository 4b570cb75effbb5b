using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>
/// Gives every endpoint its port. There is no proxy: the process binds the endpoint's own port. The probing sockets stay open until all
/// ports are known, so no port is given twice.
/// </summary>
internal static class PortAllocator
{
    public static void Allocate(IEnumerable<IResource> resources, bool randomize)
    {
        var probes = new List<Socket>();
        try
        {
            foreach (var resource in resources.OfType<IResourceWithEndpoints>())
            {
                foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                {
                    Allocate(resource, endpoint, randomize, probes);
                }
            }
        }
        finally
        {
            probes.ForEach(p => p.Dispose());
        }
    }

    private static void Allocate(IResource resource, EndpointAnnotation endpoint, bool randomize, List<Socket> probes)
    {
        if (resource.GetReplicaCount() > 1)
        {
            throw new NotSupportedException(
                $"Resource '{resource.Name}' has {resource.GetReplicaCount()} replicas and the endpoint '{endpoint.Name}'. "
                + "Replicas behind one port need a proxy, which the stand-in for Aspire.Hosting does not have.");
        }

        if (endpoint is { Port: { } port, TargetPort: { } target } && port != target && !randomize)
        {
            throw new NotSupportedException(
                $"Endpoint '{endpoint.Name}' of '{resource.Name}' has port {port} and target port {target}. "
                + "That needs a proxy, which the stand-in for Aspire.Hosting does not have.");
        }

        // A fixed target port is where the process listens, whatever the test would rather have.
        var chosen = endpoint.TargetPort ?? (randomize ? null : endpoint.Port) ?? FreePort(probes);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, chosen);
    }

    private static int FreePort(List<Socket> probes)
    {
        var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probes.Add(probe);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
