using System.ComponentModel.DataAnnotations;

namespace DsrGateway.Cases;

/// <summary>Where the embedded engine keeps what must not be lost, and how long a call may wait.</summary>
public sealed class CasesOptions
{
    /// <summary>The folder of the store; default "data". One gateway process owns it.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>The folder of the key store; default "keys". Keep it out of the backups that hold the data.</summary>
    [Required]
    public string KeyFolder { get; set; } = "keys";
}
