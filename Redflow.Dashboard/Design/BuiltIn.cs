using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Redflow.Dashboard.Design;

/// <summary>Styles, scripts and the icon: the files of <c>Assets</c>. They are built in, so that the dashboard is the same in every app, and kept by browsers until they change.</summary>
internal static class BuiltIn
{
    private static readonly Dictionary<string, string> Types = new() { [".css"] = "text/css", [".js"] = "text/javascript", [".svg"] = "image/svg+xml" };

    private static readonly Dictionary<string, Asset> All = typeof(BuiltIn).Assembly.GetManifestResourceNames().ToDictionary(name => name, Asset.Read);

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
        public static Asset Read(string name)
        {
            using var resource = typeof(BuiltIn).Assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            return new(content, $"{Types[Path.GetExtension(name)]}; charset=utf-8", Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6)));
        }
    }
}
