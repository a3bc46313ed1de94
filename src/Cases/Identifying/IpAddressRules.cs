using System.Net;
using System.Net.Sockets;

namespace DsrGateway.Cases.Identifying;

/// <summary>IP addresses as RFC 5952 writes them. An IPv4 address that a dual-stack server logged as ::ffff:a.b.c.d is the IPv4 address.</summary>
internal static class IpAddressRules
{
    public static NormalizationResult Normalize(string value)
    {
        // The parser of the platform also takes 127.1, 0x7f.1, octal numbers, ports, prefixes and zones: those name no one address.
        if (!value.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':')
            || !IPAddress.TryParse(value, out var address)
            || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != value))
        {
            return NormalizationResult.Refused(IdentifierFaultCode.IpAddressMalformed,
                "An IP address is four numbers from 0 to 255 with dots, or an IPv6 address without port, prefix length or zone.");
        }

        return NormalizationResult.Of("ip_address", (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
    }
}
