using System.Text.Json;
using System.Text.Json.Serialization;

namespace DsrGateway.Cases;

/// <summary>
/// An outcome's part as it is stored. Processes of before contract revision 2 know no "not concerned" and may run beside this one, so it is
/// stored as "nothing held" with a mark that they do not read. The names and their order are those of f42a5a4's stores.
/// </summary>
internal sealed record StoredPart(string Category, OutcomeKind Kind, long Count, Ground Ground, string Basis, string? UntilDate, string Place)
{
    public bool NotConcerned { get; init; }

    public static StoredPart From(OutcomePart part) => new(
        part.Category, part.Kind == OutcomeKind.NotConcerned ? OutcomeKind.NothingHeld : part.Kind, part.Count, part.Ground, part.Basis, part.UntilDate, part.Place)
    {
        NotConcerned = part.Kind == OutcomeKind.NotConcerned,
    };

    public OutcomePart ToPart() =>
        new(Category ?? "", NotConcerned ? OutcomeKind.NotConcerned : Kind, Count, Ground, Basis ?? "", UntilDate, Place ?? "");
}

internal sealed class StoredPartConverter : JsonConverter<OutcomePart>
{
    public override OutcomePart? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, DocumentJson.Default.StoredPart)?.ToPart();

    public override void Write(Utf8JsonWriter writer, OutcomePart value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, StoredPart.From(value), DocumentJson.Default.StoredPart);
}
