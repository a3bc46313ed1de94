namespace DsrGateway.Cases.Protecting;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ControllerKeysTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_are_the_same_after_a_restart_and_differ_by_controller_and_use()
    {
        var keys = new ControllerKeys(_folder.Path, makesMissing: true);
        string[] all = [.. new[] { keys.WrappingKey("acme"), keys.FingerprintKey("acme"), keys.WrappingKey("globex"), keys.FingerprintKey("globex") }.Select(Convert.ToHexString)];

        Assert.Equal(4, all.Distinct().Count());
        Assert.Equal(all[0], Convert.ToHexString(new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme")));
    }

    [Fact]
    public void A_new_key_file_can_be_read_by_its_owner_only()
    {
        new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["acme.key"]));
        Assert.Equal(["acme.key"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_can_touch_is_refused(UnixFileMode extra)
    {
        new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme");
        File.SetUnixFileMode(_folder["acme.key"], UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);

        Assert.Contains("0600", Assert.Throws<ControllerKeyException>(() => new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_before_the_file_got_its_name_leaves_no_half_key()
    {
        // What such a crash leaves: a temporary file, whole or not, under whatever name.
        File.WriteAllText(_folder["acme.key.new"], "aGFsZg");
        File.SetUnixFileMode(_folder["acme.key.new"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var key = new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme");

        Assert.Equal(key, new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["acme.key"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    public void A_damaged_key_is_refused_and_not_replaced(string content)
    {
        new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme");
        File.WriteAllText(_folder["acme.key"], content);

        Assert.Throws<ControllerKeyException>(() => new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey("acme"));
        Assert.Equal(content, File.ReadAllText(_folder["acme.key"]));
    }

    [Fact]
    public async Task Processes_that_make_a_key_at_once_agree_on_one()
    {
        for (var round = 0; round < 20; round++)
        {
            var controller = $"acme{round}";
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Convert.ToHexString(new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey(controller)))));

            Assert.Single(made.Distinct());
            Assert.Equal(made[0], Convert.ToHexString(new ControllerKeys(_folder.Path, makesMissing: true).WrappingKey(controller)));
        }
    }

    [Fact]
    public void Where_there_are_many_processes_a_missing_key_is_refused_by_name_and_not_made()
    {
        var keys = new ControllerKeys(_folder.Path, makesMissing: false);

        var refused = Assert.Throws<ControllerKeyException>(() => keys.WrappingKey("acme"));

        Assert.Contains(_folder["acme.key"], refused.Message, StringComparison.Ordinal);
        Assert.Contains("keys create", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, keys.Fault("acme"));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_key_is_made_once_and_never_in_the_place_of_another()
    {
        var keys = new ControllerKeys(_folder["new"], makesMissing: false);

        Assert.True(keys.Make("acme"));
        var made = keys.WrappingKey("acme");
        Assert.False(keys.Make("acme"));

        Assert.Equal(made, new ControllerKeys(_folder["new"], makesMissing: false).WrappingKey("acme"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["new"]));
    }

    /// <summary>Two uses of a key read at different times must be of one key: else one process seals what nobody opens.</summary>
    [Fact]
    public void A_file_that_was_replaced_is_told_and_what_was_read_is_used_on()
    {
        var keys = new ControllerKeys(_folder.Path, makesMissing: true);
        var wrapping = keys.WrappingKey("acme");
        var other = new ControllerKeys(_folder["other"], makesMissing: true);
        other.WrappingKey("acme");

        File.Copy(Path.Combine(_folder["other"], "acme.key"), _folder["acme.key"], overwrite: true);

        Assert.Contains("another key", keys.Fault("acme"), StringComparison.Ordinal);
        Assert.Equal(wrapping, keys.WrappingKey("acme"));
        Assert.NotEqual(other.FingerprintKey("acme"), keys.FingerprintKey("acme"));
    }
}
