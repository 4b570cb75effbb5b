using System.Text.Json.Serialization;
using Redflow.Bulk;
using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Payloads;

/// <summary>The types that the engine itself asks a user's serializer for: raw payloads, and the null of a step without a result.</summary>
[JsonSerializable(typeof(Payload))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(RunId))]
[JsonSerializable(typeof(EventId))]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(BulkResult))]
[JsonSerializable(typeof(BulkWorkflow.Page))]
internal sealed partial class PayloadJsonContext : JsonSerializerContext;
