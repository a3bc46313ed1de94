using System.ComponentModel.DataAnnotations;

namespace DsrGateway.Adapters.Sql;

/// <summary>The settings: section "Sql" of the configuration (environment: Sql__Systems__0__SystemId=...), or a YAML or JSON file named by --settings.</summary>
public sealed class SqlAdapterOptions
{
    public const string Section = "Sql";

    /// <summary>The systems this process serves.</summary>
    [Required, MinLength(1)]
    public IList<SqlSystemOptions> Systems { get; } = [];

    /// <summary>How often rows that came back after an erasure are looked for, to repeat the objections that outlived it.</summary>
    public TimeSpan RepeatObjectionsEvery { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>One system.</summary>
public sealed class SqlSystemOptions
{
    /// <summary>The id by which calls name it.</summary>
    [Required]
    public string SystemId { get; set; } = string.Empty;

    /// <summary>The controller whose system it is; needed where controllers use the same system id. Empty: calls of any controller.</summary>
    public string Controller { get; set; } = string.Empty;

    /// <summary>sqlite or postgresql.</summary>
    [Required]
    public string Provider { get; set; } = string.Empty;

    /// <summary>The connection string.</summary>
    [Required]
    public string Connection { get; set; } = string.Empty;

    /// <summary>The data map's file, relative to the settings file.</summary>
    [Required]
    public string Map { get; set; } = string.Empty;

    /// <summary>For hmac masks: at least 32 bytes, base64. Absent where no map uses hmac.</summary>
    public string MaskingKey { get; set; } = string.Empty;
}
