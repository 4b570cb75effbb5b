namespace Redflow.Api.Web;

/// <summary>Which pages elsewhere may call the API; bound from <c>Redflow:Api:Cors</c>.</summary>
internal sealed class CrossOriginOptions
{
    /// <summary>Their origins, such as <c>https://ops.example.com</c>.</summary>
    /// <value>None: browsers let no page of another origin read an answer.</value>
    public IList<string> Origins { get; } = [];

    /// <summary>Whether each is an origin: a scheme, a host, maybe a port, and nothing else. A wildcard is none.</summary>
    public bool AreValid() => Origins.All(origin =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase)
        && !origin.Contains('*', StringComparison.Ordinal)
        && uri.UserInfo.Length == 0);
}
