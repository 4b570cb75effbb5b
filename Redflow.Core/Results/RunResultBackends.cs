using System.Runtime.CompilerServices;
using Redflow.Storage;
using Redflow.Storage.Redis.Results;

namespace Redflow.Results;

/// <summary>Opens the result backend that a connection string names.</summary>
public static class RunResultBackends
{
    /// <summary>Opens a backend, without a host and without workflows. Its owner disposes of it.</summary>
    /// <param name="connectionString">
    /// <c>redis://</c>, <c>rediss://</c>, <c>unix://</c>, or a configuration of StackExchange.Redis; <c>memory://</c>, which is the same
    /// for all of this process that open it under one prefix; null for a memory of its own.
    /// </param>
    /// <param name="options">How results are kept; null for the defaults.</param>
    /// <exception cref="StoreConfigurationException">The connection string is malformed, of a scheme that is not known, or asks for what can't be.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <remarks>A server that does not answer is no error yet: this returns after 5 s, and calls fail or wait until it does.</remarks>
    [OverloadResolutionPriority(1)]
    public static IRunResultBackend Create(string? connectionString, RunResultOptions? options = null) =>
        Create(connectionString, options ?? new(), TimeProvider.System);

    /// <summary>Returns a backend as it is; it stays its owner's.</summary>
    public static IRunResultBackend Create(IRunResultBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        return backend;
    }

    internal static IRunResultBackend Create(string? connectionString, RunResultOptions options, TimeProvider time)
    {
        options.Validate();
        if (connectionString is null)
        {
            return new MemoryRunResultBackend(options, time);
        }

        var address = StoreAddress.Parse(connectionString);
        return address is StoreAddress.Memory ? Shared(options, time) : RedisRunResultBackend.Connect(address, options, time);
    }

    /// <summary>Opens the memory behind <c>memory://</c>.</summary>
    internal static IRunResultBackend Shared(RunResultOptions options, TimeProvider time) =>
        new MemoryRunResultBackend(ResultTable.Shared(options.Prefix, time), options, time);

    internal static NotSupportedException NotSupported(IRunResultBackend backend, string operation) => new(
        $"{backend.GetType().Name} does not support {operation}: the operation is optional, and this backend does not implement it.");
}
