using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed record RedisPersistenceAnnotation(TimeSpan Interval, long KeysChangedThreshold) : IResourceAnnotation;
