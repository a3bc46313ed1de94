using System.Text;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Opening;

/// <summary>
/// Who asks for what, for telling whether an open case is the same person's. Only identifiers that single a person out make the same person:
/// two people may have one name, one telephone, one IP address. And who gives another name beside the same mailbox is another person.
/// </summary>
internal sealed record PersonAsked(
    string ControllerId, IReadOnlyList<string> RegisterIds, Right Right, IReadOnlyList<Identifier> Identifiers, IReadOnlyList<Correction> Corrections,
    IReadOnlyList<string> Purposes)
{
    private const string NameType = "name";

    // No name begins with a control character; it would have been refused.
    private const string AnyName = "\u0001any";
    private const string NoName = "\u0001none";

    public static PersonAsked By(NewCase request) =>
        new(request.ControllerId, request.RegisterIds, request.Right, request.Identifiers, request.Corrections, request.Purposes);

    /// <summary>A stored case, its identifiers brought into the form of now.</summary>
    public static PersonAsked By(CaseRow row, CaseDocument document, ControllerConfig config) => new(
        row.ControllerId, row.RegisterIds, row.Right, [.. document.Identifiers.Select(i => IdentifierNormalizer.Normalize(i, config.Country).Identifier ?? i)],
        document.Corrections, document.Purposes);

    /// <summary>None where nothing given singles a person out: then no other case is known to be the same person's.</summary>
    public PersonMarks Marks(ControllerKeys keys, ControllerConfig config)
    {
        var unique = config.IdentifierTypes.Where(t => t.Unique).Select(t => t.Type).ToHashSet(StringComparer.Ordinal);
        string[] alone = [.. Identifiers.Where(i => unique.Contains(i.Type)).Select(i => $"{i.Type}={i.Value}").Distinct()];
        string[] names = [.. Identifiers.Where(i => i.Type == NameType).Select(i => Fold(i.Value)).Distinct()];
        byte[][] Marked(params string[] called) => [.. alone.SelectMany(_ => called, (identifier, name) => Fingerprints.Person(keys, this, identifier, name))];
        // Names tell two apart only where both gave one.
        return names.Length == 0
            ? new PersonMarks(Marked(AnyName, NoName), Marked(AnyName))
            : new PersonMarks(Marked([AnyName, .. names]), Marked([NoName, .. names]));
    }

    private static string Fold(string name) =>
        string.Join(' ', name.Normalize(NormalizationForm.FormC).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
