using System.Net.Sockets;
using System.Reflection;
using StackExchange.Redis;

namespace Redflow.Testing;

/// <summary>A connection that can be made to behave as one that the client library does not restore: it is not connected, and every call fails.</summary>
public sealed class StuckConnection
{
    public StuckConnection(IConnectionMultiplexer connection)
    {
        Multiplexer = Wrap(connection);
    }

    public IConnectionMultiplexer Multiplexer { get; }

    public bool IsStuck { get; set; }

    private T Wrap<T>(T target)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Call = (method, arguments) => Answer(target, method, arguments);
        return proxy;
    }

    private object? Answer(object target, MethodInfo method, object?[]? arguments) => method.Name switch
    {
        nameof(IDatabase.IsConnected) when IsStuck => false,
        nameof(IConnectionMultiplexer.GetDatabase) => Wrap((IDatabase)method.Invoke(target, arguments)!),
        _ when IsStuck && typeof(Task).IsAssignableFrom(method.ReturnType) =>
            throw new SocketException((int)SocketError.NotConnected),
        _ => method.Invoke(target, arguments),
    };

#pragma warning disable CA1852 // What a proxy is made of can't be sealed.
    private class Proxy : DispatchProxy
    {
        public Func<MethodInfo, object?[]?, object?> Call { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call(targetMethod!, args);
    }
#pragma warning restore CA1852
}
