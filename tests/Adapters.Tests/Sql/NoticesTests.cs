using System.Text.RegularExpressions;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Tests.Sql;

/// <summary>docs/notices.md says where each kind of data stands and what each map does; the maps of the samples hold it.</summary>
public sealed partial class NoticesTests
{
    /// <summary>What takes a service away from somebody; restriction keeps the data and stops its use (Art. 18), no more.</summary>
    private static readonly string[] Harmful = ["suspended", "banned", "disabled", "deactivated", "blocked"];

    private static readonly string[] Authors = ["author", "author_id", "role", "direction", "from_visitor", "sender"];

    public static TheoryData<string, string> Columns => Read("## Where each kind of data stands");

    public static TheoryData<string, string> Rules => Read("## What each map does");

    public static TheoryData<string> Maps => [.. Directory.GetFiles(Samples, "map.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Samples, file)).Order()];

    private static string Samples => Path.Combine(Repository.Root, "deploy/samples/systems");

    [Theory]
    [MemberData(nameof(Columns))]
    public void What_a_notice_names_is_told_by_access(string controller, string claim)
    {
        var (map, column) = Find(controller, claim);
        var (collection, name) = (column[..column.IndexOf('.', StringComparison.Ordinal)], column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]);

        var exported = map.Of(collection).Fields.Where(field => field.Categories.Count > 0).Select(field => field.Name)
            .Concat(map.Lookups.Where(rule => rule.Field.Collection == collection).SelectMany(rule => rule.Columns.Select(looked => $"{rule.As}_{looked}")));

        Assert.Contains(name, exported);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_notice_promises_stands_in_the_map(string controller, string claim)
    {
        var (map, rule) = Find(controller, claim);
        var (kind, of) = (rule.Split(' ')[0], rule.Split(' ')[1]);

        Assert.True(kind switch
        {
            "retention" => map.Retention.Any(kept => kept.Collection == of),
            "condition" => map.Conditions.Any(condition => condition.Collection == of),
            "keep" => map.Erasure[of].Kind == ErasureKind.Keep,
            "outlives" => map.Purposes.Any(purpose => purpose.Purpose == of && purpose.Outlives is not null),
            "objection" => map.Purposes.Any(purpose => purpose.Purpose == of && purpose.Rights.SequenceEqual([Right.Objection]) && purpose.Acts.Count > 0),
            "withdrawal_of_consent" => map.Purposes.Any(purpose => purpose.Purpose == of && purpose.Rights.SequenceEqual([Right.WithdrawalOfConsent]) && purpose.Acts.Count > 0),
            _ => false,
        }, $"{controller}, {claim}");
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Restriction_stops_the_use_and_does_no_harm(string file)
    {
        var map = Load(file);

        Assert.NotEmpty(map.Restriction);
        Assert.DoesNotContain(map.Restriction.SelectMany(rule => rule.Set.Keys), Harmful.Contains);
        // A locked account keeps its owner out; a locked record only keeps it from being used.
        Assert.DoesNotContain(map.Restriction.Where(rule => map.Of(rule.Collection).Category == "user.account"), rule => rule.Set.ContainsKey("locked"));
    }

    /// <summary>An objection touches no consent, a withdrawal nothing else: no column is written for both, but the state that both end in.</summary>
    [Theory]
    [MemberData(nameof(Maps))]
    public void Each_right_changes_what_it_is_about(string file)
    {
        var map = Load(file);

        Assert.All(map.Purposes, rule => Assert.Single(rule.Rights));
        var written = map.Purposes.SelectMany(rule => rule.Acts.SelectMany(act => act.Columns.Select(column => (Right: rule.Rights[0], Act: act.Kind, act.Collection, column.Key, column.Value))))
            .ToLookup(cell => cell.Right);
        var both = written[Right.Objection].Select(cell => (cell.Collection, cell.Key)).Intersect(written[Right.WithdrawalOfConsent].Select(cell => (cell.Collection, cell.Key)));
        Assert.All(both, cell => Assert.Contains(cell.Key, new[] { "status", "state", "email", "email_address", "reason", "added_at", "created_at" }));
        Assert.All(written[Right.Objection].Where(cell => cell.Key == "reason"), cell => Assert.Equal("objection", cell.Value));
        Assert.All(written[Right.WithdrawalOfConsent].Where(cell => cell.Key == "reason"), cell => Assert.Equal("withdrawn", cell.Value));
    }

    /// <summary>An objection that is a mark in the person's own row would go with the row.</summary>
    [Theory]
    [MemberData(nameof(Maps))]
    public void Every_objection_outlives_an_erasure(string file)
    {
        var map = Load(file);

        foreach (var rule in map.Purposes.Where(rule => rule.Rights.Contains(Right.Objection) && rule.Acts.Count > 0))
        {
            Assert.True(rule.Outlives is not null || rule.Acts.Any(act => act.Kind == ActKind.Insert && map.Erasure[act.Collection].Kind == ErasureKind.Keep), rule.Purpose);
        }
    }

    /// <summary>Where others write too, only the person's own lines were provided by the person.</summary>
    [Theory]
    [MemberData(nameof(Maps))]
    public void Only_the_persons_own_lines_are_handed_over(string file)
    {
        var map = Load(file);

        foreach (var collection in map.Collections.Where(collection => map.Provided?.Any(field => field.Collection == collection.Name) == true))
        {
            Assert.True(map.IsSubject(collection.Name) || !collection.Fields.Any(field => Authors.Contains(field.Name))
                || map.ProvidedWhen.Any(rule => rule.Collection == collection.Name), collection.Name);
        }
    }

    private static (DataMap Map, string Said) Find(string controller, string claim) =>
        (Load($"{controller}/{claim[..claim.IndexOf(':', StringComparison.Ordinal)]}/map.yaml"), claim[(claim.IndexOf(':', StringComparison.Ordinal) + 2)..]);

    private static DataMap Load(string file) => MapReader.Load(Path.Combine(Samples, file), file);

    private static TheoryData<string, string> Read(string heading)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in File.ReadAllLines(Path.Combine(Repository.Root, "docs/notices.md")).SkipWhile(line => line != heading).SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1).TakeWhile(line => line.StartsWith('|')))
        {
            foreach (Match claim in Claim().Matches(line))
            {
                rows.Add(line.Split('|')[1].Trim(), claim.Groups[1].Value);
            }
        }

        return rows;
    }

    [GeneratedRegex("`([a-z-]+: [^`]+)`")]
    private static partial Regex Claim();
}
