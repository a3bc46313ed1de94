using static DsrGateway.Cases.Identifying.Normalizing;

namespace DsrGateway.Cases.Identifying;

public sealed class IpAddressRulesTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    [InlineData("2001:0db8::0001", "2001:db8::1")]
    [InlineData("::FFFF:192.0.2.1", "192.0.2.1")]
    [InlineData("::", "::")]
    public void Is_written_in_its_canonical_form(string value, string normal) => Assert.Equal(normal, Normal("ip_address", value));

    [Theory]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.01")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("3221225985")]
    [InlineData("192.0.2.1:443")]
    [InlineData("192.0.2.0/24")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[2001:db8::1]:443")]
    [InlineData("fe80::1%eth0")]
    [InlineData("2001:db8::/32")]
    [InlineData("1:2:3")]
    public void Anything_but_one_address_is_refused(string value) =>
        Assert.Equal(IdentifierFaultCode.IpAddressMalformed, Refused("ip_address", value));
}
