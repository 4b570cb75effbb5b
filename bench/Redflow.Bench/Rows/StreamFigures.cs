namespace Redflow.Bench.Rows;

/// <summary>What the readers of the Api's event stream got, and what it took.</summary>
/// <param name="Readers">How many there were.</param>
/// <param name="Seconds">For how long they read.</param>
/// <param name="ChangesPerSec">How many changes of runs a reader was told of a second, of all readers the least.</param>
/// <param name="EventsPerSec">How many events all readers got a second.</param>
/// <param name="BytesPerSec">How many bytes that were.</param>
/// <param name="Missed">How many readers were told that they have missed something.</param>
/// <param name="ApiCores">How much of a core the Api took.</param>
/// <param name="RedisCores">How much of a core Redis took, for the runs as well.</param>
/// <param name="ApiBefore">The Api's resident memory when all readers were in, in bytes.</param>
/// <param name="ApiMedians">The medians of its resident memory in each fifth of the time, in bytes.</param>
/// <param name="ApiPeak">The most that was resident, in bytes.</param>
internal sealed record StreamFigures(
    int Readers,
    int Seconds,
    double ChangesPerSec,
    double EventsPerSec,
    double BytesPerSec,
    int Missed,
    double ApiCores,
    double RedisCores,
    long ApiBefore,
    IReadOnlyList<long> ApiMedians,
    long ApiPeak);
