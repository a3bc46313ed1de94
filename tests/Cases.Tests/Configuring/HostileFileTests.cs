using System.Text;

namespace DsrGateway.Cases.Configuring;

public sealed class HostileFileTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "", "is empty" },
        { "# only a comment", "is empty" },
        { "just text", "must describe a controller" },
        { "- a\n- b", "must describe a controller" },
        { "*a", "written out" },
        { "id: a\n  name: b", "no valid YAML" },
        { "id: \"a", "no valid YAML" },
        { "id: a\n\tname: b", "no valid YAML" },
        { "%YAML 99999999999999.1\n---\nid: a", "no valid YAML" },
        { "id: \"\\UFFFFFFFF\"", "no valid YAML" },
        { "id: [a, \u0000b]", "no valid YAML" },
        { "%TAG ! \n---\nid: a", "no valid YAML" },
        { "id: !<x y> a", "no valid YAML" },
        { SmileeFile.Good + "\n---\n" + SmileeFile.Good, "one controller per file" },
        { new string('[', 500_000), "levels deep" },
        { string.Concat(Enumerable.Repeat("- ", 250_000)), "levels deep" },
        { string.Concat(Enumerable.Repeat("{a: ", 100_000)), "levels deep" },
        { SmileeFile.Good + "\n#" + new string('ä', 1 << 19), "too large" },
        { "a: &a [x]\nb: &b [*a, *a, *a]\nid: [*b, *b, *b]", "written out" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_told_as_a_fault(string content, string said)
    {
        var result = SmileeFile.Read(content);

        Assert.Empty(result.Controllers);
        Assert.Contains(result.Faults, fault => fault.Description.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_repeats_a_value_shortened_and_without_control_characters()
    {
        var result = SmileeFile.ReadWith("id: smilee", $"id: \"\\e[2J{new string('x', 150)}\"");

        Assert.DoesNotContain(result.Faults, fault => fault.Description.Any(char.IsControl) || fault.Description.Length > 300);
        result = SmileeFile.ReadWith("id: smilee", $"{new string('x', 5000)}: 1");
        Assert.DoesNotContain(result.Faults, fault => fault.Field.Length > 300);
    }

    /// <summary>A good file with a few characters changed, from a seed: read it or tell a fault, never throw.</summary>
    [Fact]
    public void No_mutation_makes_it_throw()
    {
        const string ingredients = "[]{}:,-?&*!|>'\"%@`#~<\\ \t\n\r\0\u0085\u2028\ufeffa1\ud800";
        var random = new Random(1182_71);
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder(SmileeFile.Good);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                var character = ingredients[random.Next(ingredients.Length)];
                _ = random.Next(3) switch
                {
                    0 => text.Insert(at, character),
                    1 => text.Remove(at, 1),
                    _ => text.Insert(at, new string(character, random.Next(2, 40))),
                };
            }

            var result = SmileeFile.Read(text.ToString());
            Assert.True(result.Controllers.Count == 1 == result.IsValid);
        }
    }
}
