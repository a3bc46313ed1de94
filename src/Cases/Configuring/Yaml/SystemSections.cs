namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>A system as read, with its place in the file for the checks that need all of them.</summary>
internal sealed record SystemEntry(SystemConfig Config, Section Section);

/// <summary>The systems of a register.</summary>
internal static class SystemSections
{
    private const int LongestInstruction = 4000;

    private static readonly string[] Keys =
        ["id", "name", "kind", "adapter", "by_hand", "searched_by", "legal_bases", "purposes", "erasure_gate", "limits", "labels"];

    private static readonly Dictionary<string, LegalBasis> LegalBases = new(StringComparer.Ordinal)
    {
        ["consent"] = LegalBasis.Consent,
        ["contract"] = LegalBasis.Contract,
        ["legal_obligation"] = LegalBasis.LegalObligation,
        ["vital_interest"] = LegalBasis.VitalInterest,
        ["public_task"] = LegalBasis.PublicTask,
        ["legitimate_interest"] = LegalBasis.LegitimateInterest,
    };

    public static IReadOnlyList<SystemEntry> Read(Section register, IReadOnlyList<string> identifierTypes, HashSet<string> systemIds)
    {
        var systems = new List<SystemEntry>();
        foreach (var section in register.Sections("systems", "{ id: crm, name: ..., kind: crm, adapter: sql, ... }", Keys))
        {
            var system = ReadOne(section, identifierTypes);
            if (system.Id.Length > 0 && !systemIds.Add(system.Id))
            {
                section.Fault("id", $"must be unique within the controller: another system is '{system.Id}'.");
            }

            systems.Add(new SystemEntry(system, section));
        }

        return systems;
    }

    private static SystemConfig ReadOne(Section section, IReadOnlyList<string> identifierTypes)
    {
        var (hasAdapter, isByHand) = (section.Has("adapter"), section.Has("by_hand"));
        if (hasAdapter == isByHand)
        {
            section.Fault("adapter", hasAdapter
                ? "must not stand beside by_hand: a system is reached by an adapter or by hand, take one out."
                : "is required: give the adapter that does the steps, or by_hand with what staff have to do.");
        }

        // Staff may search by whatever the system's screens offer; an adapter has to be told.
        if (!isByHand || section.Has("searched_by"))
        {
            section.RequireItems("searched_by", "[email, phone]");
        }

        section.RequireItems("legal_bases", "[contract, consent]");
        return new SystemConfig
        {
            Id = section.Id("id", "the system's id, such as crm"),
            Name = section.Text("name", "the system's name as staff know it"),
            Kind = section.Choice("kind", SystemKinds.All),
            Adapter = section.OptionalId("adapter", "an adapter's id, such as sql"),
            ByHand = section.OptionalText("by_hand", "what staff have to do", LongestInstruction),
            SearchedBy = section.Words("searched_by", "[email, phone]", identifierTypes),
            LegalBases = [.. section.Words("legal_bases", "[contract, consent]", [.. LegalBases.Keys]).Select(word => LegalBases[word])],
            Purposes = section.Has("purposes") ? section.Names("purposes", "[direct_marketing, newsletter]") : null,
            ErasureGate = section.OptionalId("erasure_gate", "the id of another system of the register"),
            Limits = LimitSections.Read(section),
            Labels = [.. section.Pairs("labels", "{ tilaus: Tilaukset, tilaus.alkoi: Alkoi }").Select(pair => new LabelConfig(pair.Key, pair.Value))],
        };
    }
}
