using System.Text;

namespace DsrGateway.Cases.CallingBack;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CallbackSecretTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The example that the libraries of the convention test themselves by.</summary>
    [Fact]
    public void Signs_as_Standard_Webhooks_does()
    {
        var secret = CallbackSecret.Read(Write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"));

        var signature = secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64 at all and long enough to be one")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==")]
    public void Another_content_is_refused_and_not_shown(string content)
    {
        var fault = CallbackSecret.Check(Write(content));

        Assert.NotNull(fault);
        Assert.DoesNotContain(content.Length > 6 ? content : "\0", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_file_that_others_can_read_or_write_is_refused(UnixFileMode mode)
    {
        var path = Write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | mode);

        Assert.Contains("0600", CallbackSecret.Check(path), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string content)
    {
        var path = Path.Combine(_folder.Path, "secret");
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
