namespace Redflow.Storage.Memory;

/// <summary>The keys that the API's sessions are encrypted with, the oldest first.</summary>
internal sealed class SessionKeyBook
{
    private readonly List<string> _keys = [];

    /// <summary>Adds one, unless there are more than its maker knew of.</summary>
    public bool TryAdd(string key, int known)
    {
        if (_keys is [.., var last] && last == key)
        {
            return true;
        }

        if (_keys.Count != known)
        {
            return false;
        }

        _keys.Add(key);
        return true;
    }

    public IReadOnlyList<string> List() => [.. _keys];
}
