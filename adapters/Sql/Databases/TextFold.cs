using System.Text;

namespace DsrGateway.Adapters.Sql.Databases;

/// <summary>Text as it is compared without regard to case: NFC, lower case.</summary>
internal static class TextFold
{
    public static string Of(string text) => text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
