using System.Text.Json;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Looks at the identifiers that exported records carry themselves: a record that bears others of a kind than the person's, and none that is the
/// person's, is likely somebody else's. Records without identifiers tell nothing.
/// </summary>
internal sealed class RecordWatch(ControllerConfig config, IReadOnlyCollection<Identifier> person)
{
    /// <summary>More different ones than this need nobody to count them: they are in doubt.</summary>
    private const int MaxStrange = 1000;
    private const int MaxName = 256;
    private const int MaxValue = 512;

    private static readonly HashSet<string> Owners = new(["person", "customer", "user", "contact", "subject", "profile", "account", "asiakas", "kund"], StringComparer.OrdinalIgnoreCase);

    private readonly RecordNames _names = new(config);
    private readonly HashSet<Identifier> _person = [.. person];
    private readonly HashSet<string> _values = Alone(config, person);
    private readonly Dictionary<string, List<Identifier>> _strange = new(StringComparer.Ordinal);
    private bool _bearsPerson;
    private bool _recordBearsPerson;
    private bool _bearsOtherAccount;

    /// <param name="json">One sound JSON object.</param>
    public void Look(ReadOnlySpan<byte> json)
    {
        List<Identifier>? own = null;
        _recordBearsPerson = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Read(ref reader, ref own, isNested: false);
        _recordBearsPerson |= own is not null && own.Exists(_person.Contains);
        _bearsPerson |= _recordBearsPerson;
        if (own is null)
        {
            return;
        }

        // An address may be shared, an account is not: who bears another account is another.
        _bearsOtherAccount |= own.Exists(i => Doubts.IsAccount(i.Type) && !_person.Contains(i) && _person.Any(p => p.Type == i.Type));
        if (!_recordBearsPerson && _strange.Count <= MaxStrange)
        {
            _strange.TryAdd(string.Join('\n', own.Select(i => $"{i.Type}={i.Value}").Order(StringComparer.Ordinal)), own);
        }
    }

    /// <summary>What is the person's alone. A name may stand in anybody's record.</summary>
    private static HashSet<string> Alone(ControllerConfig config, IEnumerable<Identifier> person) => new(
        person.Where(i => config.IdentifierTypes.Any(t => t.Unique && t.Type == i.Type)).Select(i => i.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a record tells of somebody else than the person that the adapter says it found.</summary>
    public bool Contradicts(Selection selection)
    {
        var known = _person.Concat(selection.Learnt.Select(l => IdentifierNormalizer.Normalize(l.Identifier, config.Country).Identifier).OfType<Identifier>()).ToHashSet();
        var knownTypes = known.Select(i => i.Type).ToHashSet(StringComparer.Ordinal);
        var askedTypes = _person.Select(i => i.Type).Where(selection.MatchedBy.Contains).ToHashSet(StringComparer.Ordinal);
        return _bearsOtherAccount || _strange.Count > MaxStrange
            || _strange.Values.Any(own => !own.Exists(known.Contains) && own.Exists(i => knownTypes.Contains(i.Type)))
            // The system says what it was found by, and no record bears it: what it learnt is somebody else's as well.
            || (!_bearsPerson && _strange.Values.Any(own => own.Exists(i => askedTypes.Contains(i.Type))));
    }

    /// <summary>The fields of the object, and those of an object in it that says whose it is.</summary>
    private void Read(ref Utf8JsonReader reader, ref List<Identifier>? own, bool isNested)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (type, isOwner) = NameOf(ref reader);
            reader.Read();
            _recordBearsPerson |= reader.TokenType == JsonTokenType.String && IsPersons(ref reader);
            if (type is not null && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                Add(ref reader, type!, ref own);
            }
            else if (isOwner && !isNested && reader.TokenType == JsonTokenType.StartObject)
            {
                Read(ref reader, ref own, isNested: true);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private (string? Type, bool IsOwner) NameOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MaxName)
        {
            return (null, false);
        }

        Span<char> name = stackalloc char[MaxName];
        name = name[..reader.CopyString(name)];
        return (_names.TypeOf(name), Owners.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name));
    }

    /// <summary>Also in a field that is not named so: a further address is often the value of a row that says which kind it is.</summary>
    private bool IsPersons(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MaxValue)
        {
            return false;
        }

        Span<char> value = stackalloc char[MaxValue];
        value = value[..reader.CopyString(value)];
        return _values.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value.Trim());
    }

    private void Add(ref Utf8JsonReader reader, string type, ref List<Identifier>? own)
    {
        var value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        if (IdentifierNormalizer.Normalize(new Identifier(type, value), config.Country).Identifier is { } identifier)
        {
            (own ??= []).Add(identifier);
        }
    }
}
