namespace Redflow.Api.OpenApi;

/// <summary>What the text of a parameter stands for.</summary>
internal enum ParameterKind
{
    /// <summary>Itself.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A span of time, as <see cref="Redflow.Dashboard.Queries.Duration"/> reads it.</summary>
    Duration,

    /// <summary>A point in time, as <see cref="Requests.UtcTime"/> reads it.</summary>
    Time,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Several of them, with commas between.</summary>
    Words,

    /// <summary>Several texts: the parameter may be given several times.</summary>
    Texts,
}
