namespace DsrGateway.TestKit;

/// <summary>Servers under the gateways of a test process.</summary>
public interface ITestEngine
{
    /// <summary>The settings of a gateway over the folder; the same for each gateway over it.</summary>
    Task<IReadOnlyList<string>> SettingsAsync(TempFolder folder);

    /// <summary>The folder is not needed any more, and what was made for it neither.</summary>
    Task ReleaseAsync(TempFolder folder);
}
