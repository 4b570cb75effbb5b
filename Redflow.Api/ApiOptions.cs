namespace Redflow.Api;

/// <summary>How the API is served; bound from <c>Redflow:Api</c>.</summary>
internal sealed class ApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redflow:Api";

    /// <summary>Whether everyone who reaches the API may use it.</summary>
    /// <value>False: in Development it answers only this machine, elsewhere it does not start.</value>
    public bool AllowAnonymous { get; set; }
}
