using System.Text;
using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos.Checker;

/// <summary>Looks for personal values in every byte of files, as one byte a letter and as two.</summary>
internal static class CanaryScan
{
    private static readonly byte[][] Needles = [Encoding.ASCII.GetBytes(People.Canary), Encoding.Unicode.GetBytes(People.Canary)];

    public static IReadOnlyList<string> In(IEnumerable<string> folders) =>
        [.. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })).Where(Holds)];

    private static bool Holds(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[1024 * 1024];
            var kept = 0;
            while (file.Read(buffer, kept, buffer.Length - kept) is > 0 and var count)
            {
                var seen = buffer.AsSpan(0, kept + count);
                if (Found(seen))
                {
                    return true;
                }

                // A value may stand across the border of two reads.
                var tail = seen[^Math.Min(64, seen.Length)..];
                tail.CopyTo(buffer);
                kept = tail.Length;
            }

            return false;
        }
        catch (IOException)
        {
            // A socket, or gone meanwhile.
            return false;
        }
    }

    private static bool Found(ReadOnlySpan<byte> bytes)
    {
        foreach (var needle in Needles)
        {
            if (bytes.IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
