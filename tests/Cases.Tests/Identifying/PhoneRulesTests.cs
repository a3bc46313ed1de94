using static DsrGateway.Cases.Identifying.Normalizing;

namespace DsrGateway.Cases.Identifying;

public sealed class PhoneRulesTests
{
    [Theory]
    [InlineData("040 123 4567", "FI", "+358401234567")]
    [InlineData("(09) 123-4567", "FI", "+35891234567")]
    [InlineData("+358 40 123 4567", "FI", "+358401234567")]
    [InlineData("+358 (0)40 123 4567", "FI", "+358401234567")]
    [InlineData("00358 40 1234567", "FI", "+358401234567")]
    [InlineData("00 358 (0) 40 1234567", "SE", "+358401234567")]
    [InlineData("(+358) 401234567", "FI", "+358401234567")]
    [InlineData("+358\u00A040\u2011123\u20134567", "FI", "+358401234567")]
    [InlineData("(0)40 1234567", "FI", "+358401234567")]
    [InlineData("070-123 45 67", "SE", "+46701234567")]
    [InlineData("912 34 567", "NO", "+4791234567")]
    [InlineData("12 34 56 78", "DK", "+4512345678")]
    [InlineData("5123 4567", "EE", "+37251234567")]
    [InlineData("612 3456", "EE", "+3726123456")]
    [InlineData("+1 202 555 0123", "FI", "+12025550123")]
    [InlineData("+49 30 123456", "DE", "+4930123456")]
    [InlineData("030 123456", "DE", "+4930123456")]
    [InlineData("06 698 12345", "IT", "+390669812345")]
    [InlineData("+39 06 698 12345", "FI", "+390669812345")]
    [InlineData("(202) 555-0123", "US", "+12025550123")]
    [InlineData("+358 0 40 123 4567", "FI", "+358401234567")]
    [InlineData("+46 070-123 45 67", "FI", "+46701234567")]
    [InlineData("+358 457 000 0000", "FI", "+3584570000000")]
    public void Is_written_as_E164(string value, string country, string normal) => Assert.Equal(normal, Normal("phone", value, country));

    [Theory]
    [InlineData("401234567", "FI")] // Without trunk prefix it may be any country's.
    [InlineData("+999 123 456 78", "FI")] // In Finland 999 begins a call abroad, and what is left is somebody else's number.
    [InlineData("+999 123 456 78", "SE")]
    [InlineData("999 358 40 1234567", "FI")]
    [InlineData("0800-ABCDEF", "FI")]
    [InlineData("tel:+358401234567", "FI")]
    [InlineData("040 1234567;ext=12", "FI")]
    [InlineData("040 1234567 x12", "FI")]
    [InlineData("040 1234567#12", "FI")]
    [InlineData("358401234567", "FI")]
    [InlineData("8 495 123 45 67", "RU")] // The trunk prefix is no zero.
    [InlineData("1 202 555 0123", "US")]
    [InlineData("91234567", "XX")]
    [InlineData("1234567", "NO")]
    [InlineData("123456789", "DK")]
    [InlineData("+358 40 123 4567 ext. 2", "FI")]
    [InlineData("+358401234567890123", "FI")]
    [InlineData("+0401234567", "FI")]
    [InlineData("+35840+1234567", "FI")]
    [InlineData("++358401234567", "FI")]
    [InlineData("+12345", "FI")]
    [InlineData("+", "FI")]
    [InlineData("()", "FI")]
    [InlineData("00", "FI")]
    [InlineData("\u0660\u0664\u06601234567", "FI")] // Arabic-Indic digits.
    [InlineData("040123456O", "FI")]
    [InlineData("(0)0401234567", "FI")]
    public void Malformed_or_ambiguous_it_is_refused(string value, string country) =>
        Assert.Equal(IdentifierFaultCode.PhoneMalformed, Refused("phone", value, country));
}
