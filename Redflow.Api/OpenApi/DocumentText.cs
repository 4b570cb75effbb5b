using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Redflow.Api.OpenApi;

/// <summary>
/// The OpenAPI document as it is served. To make it takes long, and it is the same for every host and every caller, so it is made when it is first asked for
/// and kept.
/// </summary>
internal sealed class DocumentText
{
    private readonly Lazy<Task<byte[]>> _utf8;

    public DocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents) => _utf8 = new(() => WriteAsync(documents));

    public Task<byte[]> ReadAsync(CancellationToken cancellationToken) => _utf8.Value.WaitAsync(cancellationToken);

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(ApiDocument.Version));
    }
}
