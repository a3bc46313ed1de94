using System.ComponentModel.DataAnnotations;

namespace DsrGateway.Adapters.Template;

/// <summary>The settings: section "Template".</summary>
public sealed class TemplateAdapterOptions
{
    public const string Section = "Template";

    /// <summary>The id by which calls name the system.</summary>
    [Required]
    public string SystemId { get; set; } = string.Empty;

    /// <summary>The controller whose system it is; empty: calls of any controller.</summary>
    public string Controller { get; set; } = string.Empty;

    /// <summary>The folder with one NUMBER.json per person.</summary>
    [Required]
    public string Folder { get; set; } = string.Empty;
}
