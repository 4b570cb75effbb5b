using System.Security.Cryptography;

namespace Redflow.Runs;

/// <summary>
/// Gives each id of this process a time and 60 random bits that only ever grow: a clock that stands still or steps back
/// continues the last millisecond by counting up.
/// </summary>
internal static class MonotonicStamp
{
    private const long Mask = (1L << 60) - 1;

    private static readonly Lock Gate = new();
    private static long _milliseconds;
    private static long _random;

    public static (long Milliseconds, long Random) Next(long now)
    {
        lock (Gate)
        {
            var exhausted = _random == Mask;
            if (now > _milliseconds || exhausted)
            {
                _milliseconds = Math.Max(now, _milliseconds + (exhausted ? 1 : 0));
                Span<byte> bytes = stackalloc byte[8];
                RandomNumberGenerator.Fill(bytes);
                _random = BitConverter.ToInt64(bytes) & Mask;
            }
            else
            {
                _random++;
            }

            return (_milliseconds, _random);
        }
    }
}
