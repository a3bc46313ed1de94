namespace DsrGateway.Cases.Protecting;

/// <summary>Folders that only their owner may look into, from the first moment.</summary>
internal static class PrivateFolder
{
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
