using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Redflow.Storage;

namespace Redflow.Api.Auth;

/// <summary>
/// The keys of ASP.NET's data protection, which encrypt sessions and the tokens of forms, in Redis: so they hold at each replica, and through restarts.
/// </summary>
/// <remarks>
/// Replicas that start together find none and make one each. One that comes too late has its own refused, and the manager of keys, which reads all of them
/// again behind that, takes the other's.
/// </remarks>
internal sealed class SessionKeys(IRedflowStore store) : IXmlRepository
{
    private volatile int _known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        XElement[] all = [.. Wait(store.ListSessionKeysAsync()).Select(XElement.Parse)];
        _known = all.Length;
        return all;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var text = element.ToString(SaveOptions.DisableFormatting);
        while (!Wait(store.AddSessionKeyAsync(text, _known)) && !IsKey(element))
        {
            // A revocation is kept in any case.
            GetAllElements();
        }
    }

    private static bool IsKey(XElement element) => element.Name.LocalName == "key";

    /// <summary>
    /// The interface has no asynchronous form, and the store bounds each call. It is called when the host starts, about once a day from there, and right after the
    /// start also by a request whose cookie names a key that is not known: another replica may have just made it.
    /// </summary>
    private static T Wait<T>(Task<T> call) => call.GetAwaiter().GetResult();
}
