namespace DsrGateway.Cases.Configuring;

/// <summary>One thing wrong: exactly one fault, on its field and line, that says what would be right.</summary>
public sealed class FaultTests
{
    [Theory]
    // Keys.
    [InlineData("        searched_by: [email,", "        serched_by: [email,", "registers[0].systems[1].serched_by", 21, "did you mean 'searched_by'?", "registers[0].systems[1].searched_by")]
    [InlineData("country: FI", "country: FI\nzebra: 1", "zebra", 4, "the keys here are id, name, country, language, identifier_types, registers")]
    [InlineData("limits: { concurrency: 2", "limits: { max-result-bytes: 2GiB, concurrency: 2", "registers[0].systems[1].limits.max-result-bytes", 24, "'max_result_bytes'")]
    [InlineData("country: FI", "country: FI\ncountry: SE", "country", 4, "given twice, first on line 3")]
    [InlineData("name: Smilee (Kommeet Oy)\n", "", "name", 1, "is required")]
    [InlineData("language: sv", "language:", "language", 4, "is empty")]
    [InlineData("name: Sociala medier", "name: ~", "registers[1].name", 26, "is empty")]
    [InlineData("name: Sociala medier", "name: [a]", "registers[1].name", 26, "not a list")]
    // Words out of a closed list.
    [InlineData("country: FI", "country: XX", "country", 3, "must be one of FI, SE, not 'XX'")]
    [InlineData("language: sv", "language: se", "language", 4, "must be one of fi, sv, en")]
    [InlineData("kind: crm", "kind: cmr", "registers[0].systems[1].kind", 19, "did you mean 'crm'?")]
    [InlineData("legitimate_interest, consent]", "legitimate_interests, consent]", "registers[0].systems[1].legal_bases[1]", 22, "did you mean 'legitimate_interest'?")]
    [InlineData("[contract, leg", "[contract, contract, leg", "registers[0].systems[1].legal_bases[1]", 22, "repeats 'contract'")]
    [InlineData("phone, customer_number", "e_mail, customer_number", "registers[0].systems[1].searched_by[1]", 21, "did you mean 'email'?")]
    [InlineData("phone, customer_number", "[phone], customer_number", "registers[0].systems[1].searched_by[1]", 21, "must be one of")]
    [InlineData("[legal_obligation]", "legal_obligation", "registers[0].systems[0].legal_bases", 16, "must be a list")]
    // Ids.
    [InlineData("id: smilee", "id: Smilee", "id", 1, "lower-case letter")]
    [InlineData("id: social", "id: customers-marketing", "registers[1].id", 25, "unique within the controller")]
    [InlineData("id: facebook", "id: crm", "registers[1].systems[0].id", 28, "another system is 'crm'")]
    [InlineData("- id: facebook\n", "- x: y\n", "registers[1].systems[0].x", 28, "is not a known key", "registers[1].systems[0].id")]
    [InlineData("type: contract_number", "type: Contract", "identifier_types[0].type", 6, "underscores", "registers[0].systems[0].searched_by[1]")]
    [InlineData("{ type: contract_number", "{ type: email, unique: true }\n  - { type: contract_number", "identifier_types[0].type", 6, "'email' is well known")]
    [InlineData("{ type: contract_number", "{ type: contract_number, unique: true }\n  - { type: contract_number", "identifier_types[1].type", 7, "listed twice")]
    [InlineData("unique: true", "unique: yes", "identifier_types[0].unique", 6, "must be one of true, false")]
    // Exactly one of adapter and by_hand.
    [InlineData("by_hand: ", "adapter: sql\n        searched_by: [name]\n        by_hand: ", "registers[1].systems[0].adapter", 31, "take one out")]
    [InlineData("        by_hand: \"Search the page's inbox for the name\"\n", "        searched_by: [name]\n", "registers[1].systems[0].adapter", 28, "or by_hand")]
    [InlineData("        searched_by: [customer_number, contract_number]\n", "", "registers[0].systems[0].searched_by", 11, "is required")]
    [InlineData("[customer_number, contract_number]", "[]", "registers[0].systems[0].searched_by", 15, "at least one")]
    [InlineData("[legal_obligation]", "[]", "registers[0].systems[0].legal_bases", 16, "at least one")]
    // Callback.
    [InlineData("country: FI", "country: FI\ncallback: { url: http://portal.example.com/x, secret_file: /s }", "callback.url", 4, "https address")]
    [InlineData("country: FI", "country: FI\ncallback: { url: http://127.0.0.1.example.com/x, secret_file: /s }", "callback.url", 4, "https address")]
    [InlineData("country: FI", "country: FI\ncallback: { url: /cases, secret_file: /s }", "callback.url", 4, "https address")]
    [InlineData("country: FI", "country: FI\ncallback: { url: \"https://a:b@portal.example.com\", secret_file: /s }", "callback.url", 4, "no user or password")]
    [InlineData("country: FI", "country: FI\ncallback: { url: \"https://portal.example.com/#a\", secret_file: /s }", "callback.url", 4, "no fragment")]
    [InlineData("country: FI", "country: FI\ncallback: { url: https://portal.example.com, secret_file: s }", "callback.secret_file", 4, "absolute path")]
    [InlineData("country: FI", "country: FI\ncallback: { url: https://portal.example.com }", "callback.secret_file", 4, "is required")]
    [InlineData("country: FI", "country: FI\ncallback: { secret_file: /s, secret: whsec_x, url: https://portal.example.com }", "callback.secret", 4, "is not a known key")]
    [InlineData("country: FI", "country: FI\ncallback: https://portal.example.com", "callback", 4, "group of keys")]
    // Contact and labels.
    [InlineData("country: FI", "country: FI\ncontact: {}", "contact", 4, "names no channel")]
    [InlineData("country: FI", "country: FI\ncontact: { email: nobody }", "contact.email", 4, "one e-mail address")]
    [InlineData("country: FI", "country: FI\ncontact: { web: smilee.io }", "contact.web", 4, "https address")]
    [InlineData("country: FI", "country: FI\ncontact: { officer: A }", "contact.officer", 4, "is not a known key", "contact")]
    [InlineData("country: FI", "country: FI\ncontact: a@example.fi", "contact", 4, "group of keys")]
    [InlineData("erasure_gate: erp", "erasure_gate: erp\n        labels: [a]", "registers[0].systems[1].labels", 24, "group of keys")]
    [InlineData("erasure_gate: erp", "erasure_gate: erp\n        labels: { a: [b] }", "registers[0].systems[1].labels.a", 24, "must be a text")]
    // Gates.
    [InlineData("erasure_gate: erp", "erasure_gate: crm", "registers[0].systems[1].erasure_gate", 23, "names itself")]
    [InlineData("erasure_gate: erp", "erasure_gate: epr", "registers[0].systems[1].erasure_gate", 23, "did you mean 'erp'?")]
    [InlineData("erasure_gate: erp", "erasure_gate: facebook", "registers[0].systems[1].erasure_gate", 23, "belongs to another register")]
    [InlineData("legal_bases: [legal_obligation]", "legal_bases: [legal_obligation]\n        erasure_gate: crm", "registers[0].systems[0].erasure_gate", 17, "erp -> crm -> erp")]
    // Limits.
    [InlineData("timeout: 90s", "timeout: 90", "registers[0].systems[1].limits.timeout", 24, "such as 30s")]
    [InlineData("timeout: 90s", "timeout: 2h", "registers[0].systems[1].limits.timeout", 24, "to 1h")]
    [InlineData("timeout: 90s", "timeout: -1s", "registers[0].systems[1].limits.timeout", 24, "not '-1s'")]
    [InlineData("2GiB", "2GB", "registers[0].systems[1].limits.max_result_bytes", 24, "such as 2GiB")]
    [InlineData("2GiB", "999999TiB", "registers[0].systems[1].limits.max_result_bytes", 24, "not '999999TiB'")]
    [InlineData("concurrency: 2", "concurrency: 0", "registers[0].systems[1].limits.concurrency", 24, "from 1 to 256")]
    [InlineData("records: 100000", "records: 99999999999999999999", "registers[0].systems[1].limits.max_result_records", 24, "whole number")]
    [InlineData("limits: { concurrency: 2, timeout: 90s, max_result_bytes: 2GiB, max_result_records: 100000 }", "limits: 4", "registers[0].systems[1].limits", 24, "group of keys")]
    // Refused YAML.
    [InlineData("name: Smilee (Kommeet Oy)", "name: &n Smilee", "name", 2, "written out")]
    [InlineData("name: Sociala medier", "name: *n", "registers[1].name", 26, "written out")]
    [InlineData("name: Sociala medier", "name: !!binary aGVq", "registers[1].name", 26, "without a tag")]
    [InlineData("name: Sociala medier", "name: \"a\\0b\"", "registers[1].name", 26, "control character")]
    [InlineData("name: Sociala medier", "name: Sociala\n    ? [a]\n    : b", "registers[1]", 27, "keys are words")]
    public void Is_told_with_field_line_and_what_would_be_right(
        string text, string replacement, string field, int line, string said, string? consequence = null)
    {
        var result = SmileeFile.ReadWith(text, replacement);

        Assert.Empty(result.Controllers);
        var fault = Assert.Single(result.Faults, fault => fault.Field == field && fault.Line == line);
        Assert.Contains(said, fault.Description, StringComparison.Ordinal);
        var others = result.Faults.Where(other => other != fault).Select(other => other.Field);
        Assert.All(others, other => Assert.Equal(consequence, other));
    }

    [Fact]
    public void Two_gates_that_wait_for_each_other_are_told_once()
    {
        var result = SmileeFile.ReadWith("legal_bases: [legal_obligation]", "legal_bases: [legal_obligation]\n        erasure_gate: crm");

        Assert.Single(result.Faults);
    }

    [Theory]
    [InlineData("registers: []")]
    [InlineData("registers: [{ id: a, name: A, systems: [] }]")]
    [InlineData("registers: [{ id: a, name: A }]")]
    [InlineData("registers: { a: b }")]
    [InlineData("registers: [a]")]
    [InlineData("registers:")]
    public void Registers_without_systems_are_told(string registers)
    {
        var result = SmileeFile.Read($"id: a\nname: A\ncountry: FI\nlanguage: fi\n{registers}");

        Assert.StartsWith("registers", Assert.Single(result.Faults).Field, StringComparison.Ordinal);
    }

    [Fact]
    public void All_are_told_at_once()
    {
        var result = SmileeFile.Read("id: A B\nname: A\ncountry: UK\nlanguage: de\ncolour: red\nregisters: []");

        Assert.Equal(["id", "country", "language", "colour", "registers"], result.Faults.Select(fault => fault.Field));
        Assert.Equal([1, 3, 4, 5, 6], result.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Reads_as_a_compiler_message()
    {
        var fault = Assert.Single(SmileeFile.ReadWith("country: FI", "country: XX").Faults);

        Assert.Equal("controller1.yaml:3: country must be one of FI, SE, not 'XX'.", fault.ToString());
    }
}
