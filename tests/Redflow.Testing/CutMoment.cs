namespace Redflow.Testing;

/// <summary>When a connection is cut.</summary>
public enum CutMoment
{
    /// <summary>Before the server gets the script: it does not run.</summary>
    Request,

    /// <summary>After the script has run: its caller does not hear of it.</summary>
    Reply,
}
