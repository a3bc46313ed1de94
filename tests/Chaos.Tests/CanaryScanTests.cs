using System.Text;
using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos.Tests;

public sealed class CanaryScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dsr-test-").FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData((1024 * 1024) - 4)]
    public void A_personal_value_is_found_wherever_it_stands(int at)
    {
        foreach (var (name, encoding) in new[] { ("ascii", Encoding.ASCII), ("utf16", Encoding.Unicode) })
        {
            File.WriteAllBytes(Path.Combine(_folder, name), [.. new byte[at], .. encoding.GetBytes(People.Canary), .. new byte[100]]);
        }

        Assert.Equal(["ascii", "utf16"], CanaryScan.In([_folder]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_has_none_is_said_to_have_none()
    {
        File.WriteAllText(Path.Combine(_folder, "log"), "case 1234 opened");

        Assert.Empty(CanaryScan.In([_folder]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
