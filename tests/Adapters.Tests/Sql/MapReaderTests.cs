using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Tests.Sql;

public sealed class MapReaderTests
{
    [Fact]
    public void The_manuals_map_reads()
    {
        var map = MapReader.Parse(CrmSample.Map, "crm.yml");
        Assert.Equal("Entteri CRM", map.Product);
        Assert.Equal(["customer"], map.Subjects);
        Assert.Equal(["payment", "invoice", "customer"], ErasureOrder.Of(map).Select(c => c.Name).Where(name => name is "payment" or "invoice" or "customer"));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_line()
    {
        var yaml = CrmSample.Map.Replace("time_zone: Europe/Helsinki", "time_zone: Europe/Nowhere", StringComparison.Ordinal)
            .Replace("field: invoice.id", "field: invoice.nothing", StringComparison.Ordinal)
            .Replace("subjects: [customer]", "subjects: [customer]\n  hold: true", StringComparison.Ordinal);
        var faults = Assert.Throws<MapFaultException>(() => MapReader.Parse(yaml, "crm.yml")).Faults;
        Assert.Contains(faults, fault => fault.Path == "$.dsr.time_zone" && fault.Line > 1);
        Assert.Contains(faults, fault => fault.Path == "$.dsr.hold" && fault.Message == "unknown key");
        Assert.All(faults, fault => Assert.StartsWith("crm.yml(", fault.ToString(), StringComparison.Ordinal));
    }

    /// <summary>Whatever key of the map is misspelt, it is a fault: nothing is ever ignored.</summary>
    [Fact]
    public void Any_misspelt_key_is_a_fault()
    {
        var lines = CrmSample.Map.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || lines[i].TrimStart().StartsWith('#'))
            {
                continue;
            }

            // Letter before the first colon of the line; names of columns under "columns" and "set" are checked too.
            var changed = lines.ToArray();
            changed[i] = lines[i].Insert(colon, "x");
            Assert.Throws<MapFaultException>(() => MapReader.Parse(string.Join('\n', changed), "crm.yml"));
        }
    }

    [Theory]
    [InlineData("strategy: aes_encrypt", "what can be decrypted is not erased")]
    [InlineData("strategy: rot13", "must be one of")]
    [InlineData("strategy: random_string_rewrite, configuration: { length: 5 }", "cannot be told from data")]
    public void A_mask_that_does_not_erase_is_a_fault(string mask, string message)
    {
        var yaml = CrmSample.Map.Replace("fides_meta: { identity: name }", $"fides_meta: {{ identity: name, masking_strategy_override: {{ {mask} }} }}", StringComparison.Ordinal);
        var faults = Assert.Throws<MapFaultException>(() => MapReader.Parse(yaml, "crm.yml")).Faults;
        Assert.Contains(faults, fault => fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_circle_of_references_ends()
    {
        var yaml = CrmSample.Map.Replace("field: customer.id, direction: from", "field: customer.id", StringComparison.Ordinal)
            .Replace("field: invoice.id, direction: from", "field: invoice.id", StringComparison.Ordinal);
        Assert.NotEmpty(ErasureOrder.Of(MapReader.Parse(yaml, "crm.yml")));
    }

    [Theory]
    [InlineData("{ insert: suppression,", "{ delete: nowhere }\n        - { insert: suppression,", "no such collection: nowhere")]
    [InlineData("  files:", "  provided_when: [ { collection: customer, when: [ { field: nothing, equals: 1 } ] } ]\n  files:", "no such field of customer: nothing")]
    [InlineData("unique: true, unless", "unless", "ok")]
    [InlineData("date: invoice.period_end", "date: suppression.created_at", "no reference leads")]
    [InlineData("subjects: [customer]", "subjects: [client]", "no such collection: client")]
    public void Names_must_be_known(string old, string changed, string message)
    {
        var yaml = CrmSample.Map.Replace(old, changed, StringComparison.Ordinal);
        if (message == "ok")
        {
            Assert.NotNull(MapReader.Parse(yaml, "crm.yml"));
            return;
        }

        var faults = Assert.Throws<MapFaultException>(() => MapReader.Parse(yaml, "crm.yml")).Faults;
        Assert.Contains(faults, fault => fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sketch_of_a_real_system_tells_all_that_it_lacks()
    {
        const string Yaml = "dataset:\n  - fides_key: a\n    collections:\n      - name: t\n        fields:\n          - name: x\n";
        var fault = Assert.Single(Assert.Throws<MapFaultException>(() => MapReader.Parse(Yaml, "t.yml")).Faults);
        Assert.Equal("$.dsr", fault.Path);
    }
}
