namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The registers of a controller.</summary>
internal static class RegisterSections
{
    public static IReadOnlyList<RegisterConfig> Read(Section controller, IReadOnlyList<string> identifierTypes)
    {
        var registers = new List<RegisterConfig>();
        var systemIds = new HashSet<string>(StringComparer.Ordinal);
        var gates = new List<ErasureGates>();
        foreach (var section in controller.Sections("registers", "{ id: customers, name: ..., systems: [...] }", "id", "name", "information", "systems"))
        {
            var id = section.Id("id", "the register's id, such as customers");
            if (id.Length > 0 && registers.Any(other => other.Id == id))
            {
                section.Fault("id", $"must be unique within the controller: another register is '{id}'.");
            }

            var systems = SystemSections.Read(section, identifierTypes, systemIds);
            gates.Add(new ErasureGates(systems));
            registers.Add(new RegisterConfig
            {
                Id = id,
                Name = section.Text("name", "the register's name as its privacy notice has it"),
                Information = InformationSections.Read(section),
                Systems = [.. systems.Select(system => system.Config)],
            });
        }

        gates.ForEach(gate => gate.Check(systemIds));
        return registers;
    }
}
