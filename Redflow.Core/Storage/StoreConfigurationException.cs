namespace Redflow.Storage;

/// <summary>What the store was told to be can't be: trying again does not help, somebody has to change a setting or the server.</summary>
/// <remarks>Its message never holds a part of the connection string: a malformed one may have its password anywhere.</remarks>
public class StoreConfigurationException : RedflowException
{
    /// <inheritdoc/>
    public StoreConfigurationException(string message)
        : base(message)
    {
    }
}
