namespace DsrGateway.Cases.Configuring;

public sealed class ControllerConfigReaderTests
{
    [Fact]
    public void A_good_file_gives_its_controller()
    {
        var result = SmileeFile.Read(SmileeFile.Good);

        Assert.Empty(result.Faults);
        Assert.True(result.IsValid);
        var controller = Assert.Single(result.Controllers);
        Assert.Equal(("smilee", "Smilee (Kommeet Oy)", "FI", "sv"), (controller.Id, controller.Name, controller.Country, controller.Language));
        Assert.Equal(["customers-marketing", "social"], controller.Registers.Select(register => register.Id));
        var crm = controller.Registers[0].Systems[1];
        Assert.Equal(("crm", "Kundregister (CRM)", "crm", "sql", "erp"), (crm.Id, crm.Name, crm.Kind, crm.Adapter, crm.ErasureGate));
        Assert.Equal(["email", "phone", "customer_number", "name"], crm.SearchedBy);
        Assert.Equal([LegalBasis.Contract, LegalBasis.LegitimateInterest, LegalBasis.Consent], crm.LegalBases);
        Assert.False(crm.IsByHand);
    }

    [Fact]
    public void Limits_are_read_and_have_defaults()
    {
        var systems = SmileeFile.GoodController.Registers[0].Systems;

        Assert.Equal(new SystemLimits(), systems[0].Limits);
        Assert.Equal(4L * 1024 * 1024 * 1024, systems[0].Limits.MaxResultBytes);
        Assert.Equal(
            new SystemLimits { Concurrency = 2, Timeout = TimeSpan.FromSeconds(90), MaxResultBytes = 2L << 30, MaxResultRecords = 100_000 },
            systems[1].Limits);
    }

    [Fact]
    public void A_system_by_hand_needs_neither_adapter_nor_identifier_types()
    {
        var facebook = SmileeFile.GoodController.Registers[1].Systems[0];

        Assert.True(facebook.IsByHand);
        Assert.Null(facebook.Adapter);
        Assert.Empty(facebook.SearchedBy);
    }

    [Fact]
    public void Identifier_types_are_the_well_known_and_the_controllers_own()
    {
        var unique = SmileeFile.GoodController.IdentifierTypes.ToDictionary(type => type.Type, type => type.Unique);

        Assert.Equal(10, unique.Count);
        Assert.Equal(
            ["client_id", "contract_number", "customer_number", "email", "session_id", "user_name", "visitor_id"],
            unique.Where(type => type.Value).Select(type => type.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["ip_address", "name", "phone"],
            unique.Where(type => !type.Value).Select(type => type.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Contact_and_labels_are_read_and_are_no_part_of_what_a_case_freezes()
    {
        var read = Assert.Single(SmileeFile.ReadWith(
            "country: FI", "country: FI\ncontact: { email: a@example.fi, phone: +358 9 1, address: Katu 1, web: https://example.fi }").Controllers);
        var labelled = Assert.Single(SmileeFile.ReadWith("erasure_gate: erp", "erasure_gate: erp\n        labels: { deal: Affärer, deal.closed_on: Avslutad }").Controllers);

        Assert.Equal("a@example.fi · +358 9 1 · Katu 1 · https://example.fi", read.Contact!.ToString());
        Assert.Equal([new LabelConfig("deal", "Affärer"), new LabelConfig("deal.closed_on", "Avslutad")], labelled.Systems.Single(s => s.Id == "crm").Labels);
        Assert.Equal(SmileeFile.GoodController.ToCanonicalJson(), read.ToCanonicalJson());
        Assert.Equal(SmileeFile.GoodController.ToCanonicalJson(), labelled.ToCanonicalJson());
    }

    [Fact]
    public void Several_files_give_several_controllers()
    {
        var result = SmileeFile.Read(SmileeFile.Good, SmileeFile.Good.Replace("id: smilee", "id: pepron", StringComparison.Ordinal));

        Assert.Empty(result.Faults);
        Assert.Equal(["smilee", "pepron"], result.Controllers.Select(controller => controller.Id));
    }

    [Fact]
    public void A_faulty_file_gives_no_controller_but_leaves_the_others()
    {
        var result = SmileeFile.Read("id: [", SmileeFile.Good);

        Assert.False(result.IsValid);
        Assert.Equal("smilee", Assert.Single(result.Controllers).Id);
        Assert.All(result.Faults, fault => Assert.Equal("controller1.yaml", fault.File));
    }

    [Fact]
    public void Two_files_with_the_same_controller_are_a_fault_that_names_the_other_file()
    {
        var fault = Assert.Single(SmileeFile.Read(SmileeFile.Good, SmileeFile.Good).Faults);

        Assert.Equal(("controller2.yaml", "id", 1), (fault.File, fault.Field, fault.Line));
        Assert.Contains("'smilee' is in controller1.yaml", fault.Description, StringComparison.Ordinal);
    }
}
