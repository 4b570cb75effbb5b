using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Redflow.Dashboard.Design;

/// <summary>Styles, the script and the icon. They are built in, so that the dashboard is the same in every app, and kept by browsers until they change.</summary>
internal static class BuiltIn
{
    private static readonly Dictionary<string, Asset> All = new[] { ("tokens.css", "text/css"), ("dashboard.css", "text/css"), ("dashboard.js", "text/javascript"), ("favicon.svg", "image/svg+xml") }
        .ToDictionary(asset => asset.Item1, asset => Asset.Read(asset.Item1, asset.Item2));

    public static void MapAssets(this IEndpointRouteBuilder dashboard) => dashboard.MapGet("/assets/{name}", Serve).AllowAnonymous();

    /// <summary>The address of one, relative to the dashboard's.</summary>
    public static string Url(string name) => $"assets/{name}?v={All[name].Version}";

    private static IResult Serve(string name, HttpContext context)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(asset.Content, asset.Type);
    }

    private sealed record Asset(byte[] Content, string Type, string Version)
    {
        public static Asset Read(string name, string type)
        {
            using var resource = typeof(BuiltIn).Assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            return new(content, $"{type}; charset=utf-8", Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6)));
        }
    }
}
