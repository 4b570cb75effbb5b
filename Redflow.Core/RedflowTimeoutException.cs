namespace Redflow;

/// <summary>Something took longer than its limit.</summary>
public class RedflowTimeoutException(string message) : RedflowException(message);
