namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>
/// A gate lets a system erase only after another has agreed (the ERP keeps the customer while an invoice is open). It must be another
/// system of the same register, and gates must not go round in a circle: every system of it would wait for ever.
/// </summary>
internal sealed class ErasureGates(IReadOnlyList<SystemEntry> systems)
{
    private readonly Dictionary<string, string?> gateOf = systems
        .DistinctBy(system => system.Config.Id)
        .ToDictionary(system => system.Config.Id, system => system.Config.ErasureGate, StringComparer.Ordinal);

    public void Check(IReadOnlySet<string> systemsOfController)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (system, section) in systems)
        {
            if (system.ErasureGate is not { } gate)
            {
                continue;
            }

            if (gate == system.Id)
            {
                section.Fault("erasure_gate", "must name another system: this one names itself.");
            }
            else if (!gateOf.ContainsKey(gate))
            {
                var hint = systemsOfController.Contains(gate)
                    ? $"'{gate}' belongs to another register."
                    : $"there is no {FaultText.Quote(gate)}{FaultText.DidYouMean([.. gateOf.Keys], gate, end: ".")}";
                section.Fault("erasure_gate", $"must name a system of the same register: {hint}");
            }
            else if (told.Add(system.Id) && CircleFrom(system.Id) is { } circle)
            {
                told.UnionWith(circle);
                section.Fault("erasure_gate", $"must not lead back to the system itself: {string.Join(" -> ", circle)} -> {system.Id}.");
            }
        }
    }

    /// <summary>The systems on the way from one back to itself; null when the way ends or runs into a circle further on.</summary>
    private List<string>? CircleFrom(string start)
    {
        var way = new List<string>();
        for (var at = start; at is not null && !way.Contains(at); at = gateOf.GetValueOrDefault(at))
        {
            way.Add(at);
            if (gateOf.GetValueOrDefault(at) == start)
            {
                return way.Count > 1 ? way : null;
            }
        }

        return null;
    }
}
