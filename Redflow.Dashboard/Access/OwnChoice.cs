namespace Redflow.Dashboard.Access;

/// <summary>Marks endpoints that change nothing but how pages look to who asks for it: they are open to readers, and no change to be noted.</summary>
internal sealed class OwnChoice;
