namespace Cronos;

/// <summary>Reports a cron expression that can't be read: which field, what was found, what the field takes.</summary>
public class CronFormatException : FormatException
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public CronFormatException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public CronFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public CronFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
