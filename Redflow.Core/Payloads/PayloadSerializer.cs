using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Redflow.Payloads;

/// <summary>Writes and reads inputs, step results and outputs, by <see cref="RedflowPayloadOptions"/>. Thread-safe; one per process.</summary>
public sealed class PayloadSerializer
{
    private readonly int _maxInputBytes;
    private readonly int _maxStepResultBytes;
    private readonly int _maxOutputBytes;

    /// <summary>Takes the options as they are now; later changes to them have no effect.</summary>
    public PayloadSerializer(RedflowPayloadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _maxInputBytes = options.MaxInputBytes;
        _maxStepResultBytes = options.MaxStepResultBytes;
        _maxOutputBytes = options.MaxOutputBytes;
        // The engine's own types come last, since a source generated context does not know of them.
        Json = new(options.Serializer)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                options.Serializer.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver(), PayloadJsonContext.Default),
        };
        Json.MakeReadOnly();
        Members = new(Json);
    }

    internal JsonSerializerOptions Json { get; }

    internal AnnotatedTypes Members { get; }

    /// <summary>Writes a value as UTF-8 JSON.</summary>
    /// <exception cref="NotSupportedException">The serializer does not know the type.</exception>
    public byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <summary>Reads UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    /// <exception cref="NotSupportedException">The serializer does not know the type.</exception>
    public T? Read<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<T>(utf8, Json);

    /// <exception cref="ArgumentException">It is a payload that is not JSON.</exception>
    /// <exception cref="PayloadTooLargeException">It is over the limit of inputs.</exception>
    internal byte[] WriteInput<T>(T input)
    {
        if (input is Payload raw && !JsonText.IsValid(raw.Utf8.Span))
        {
            throw new ArgumentException("The payload is not JSON. Make it with Payload.From or Payload.Parse.", nameof(input));
        }

        var json = Write(input);
        CheckInput(json);
        return json;
    }

    /// <exception cref="PayloadTooLargeException">It is over the limit of inputs.</exception>
    internal void CheckInput(ReadOnlyMemory<byte> json) =>
        Check("input", json.Length, _maxInputBytes, nameof(RedflowPayloadOptions.MaxInputBytes));

    /// <exception cref="PayloadTooLargeException">It is over the limit of step results.</exception>
    internal byte[] WriteStepResult<T>(string step, T result)
    {
        var json = Write(result);
        return json.Length <= _maxStepResultBytes
            ? json
            : throw new PayloadTooLargeException(
                $"result of step '{step}'", json.Length, _maxStepResultBytes, nameof(RedflowPayloadOptions.MaxStepResultBytes));
    }

    /// <exception cref="PayloadTooLargeException">It is over the limit of outputs.</exception>
    internal byte[] WriteOutput<T>(T output)
    {
        var json = Write(output);
        Check("output", json.Length, _maxOutputBytes, nameof(RedflowPayloadOptions.MaxOutputBytes));
        return json;
    }

    /// <exception cref="PayloadTooLargeException">It is over the limit of statuses.</exception>
    internal byte[] WriteStatus(object status)
    {
        var json = Write(status);
        Check("status", json.Length, Workflows.WorkflowContext.MaxStatusBytes, nameof(Workflows.WorkflowContext.MaxStatusBytes));
        return json;
    }

    /// <summary>Says why the values of a type can't be written and read; null when they can.</summary>
    internal string? MistakeIn(Type type)
    {
        try
        {
            _ = InputSchema.Of(type, this);
            return null;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            return $"The serializer can't write and read {type.FullName}: {exception.Message}";
        }
    }

    private static void Check(string what, int size, int limit, string option)
    {
        if (size > limit)
        {
            throw new PayloadTooLargeException(what, size, limit, option);
        }
    }
}
