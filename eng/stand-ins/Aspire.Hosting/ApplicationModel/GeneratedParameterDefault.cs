using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class GeneratedParameterDefault : ParameterDefault
{
    public const int MinLength = 22;

    public override string GetDefaultValue() =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", MinLength);
}
