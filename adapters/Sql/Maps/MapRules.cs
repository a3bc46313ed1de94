namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>What must hold between the parts of a map: every name is known, and nothing it says would blur people or lose rows.</summary>
internal static class MapRules
{
    private static readonly string[] Variables = ["$now", "$today", "$subject", "$uuid"];

    public static void Check(DataMap map, MapReader reader)
    {
        void Fault(string path, string message) => reader.Fault(1, $"$.dsr.{path}", message);

        CheckCollections(map);
        CheckNames(map, Fault);
        CheckErasure(map, Fault);
        CheckColumns(map, Fault);
    }

    private static void CheckCollections(DataMap map)
    {
        var edges = Edges.All(map);
        var identified = map.Identifiers.SelectMany(rule => rule.Fields).Select(field => field.Collection).ToHashSet(StringComparer.Ordinal);
        foreach (var collection in map.Collections)
        {
            if (collection.PrimaryKey.Count == 0)
            {
                collection.Source.Fault("needs a field with primary_key: true");
            }

            foreach (var reference in collection.Fields.SelectMany(field => field.References).Where(reference => map.Find(reference.Target) is null))
            {
                reference.Source.Fault($"no such field: {reference.Target}", "field");
            }

            foreach (var name in collection.After.Concat(collection.EraseAfter).Where(name => map.Find(name) is null))
            {
                collection.Source.Fault($"no such collection: {name}", "fides_meta");
            }

            var paths = map.IsSubject(collection.Name) ? [] : Edges.PathsTo(map, edges, collection.Name).Take(Edges.MaxPaths + 1).ToList();
            if (paths.Count > Edges.MaxPaths)
            {
                collection.Source.Fault($"more than {Edges.MaxPaths} ways lead here; give the references a direction");
            }
            else if (!map.IsSubject(collection.Name) && paths.Count == 0 && identified.Contains(collection.Name))
            {
                collection.Source.Fault("holds an identifier but no reference leads here from a subject");
            }
        }
    }

    private static void CheckNames(DataMap map, Action<string, string> fault)
    {
        foreach (var subject in map.Subjects)
        {
            if (map.Find(subject) is not { } collection)
            {
                fault("subjects", $"no such collection: {subject}");
            }
            else if (collection.PrimaryKey.Count != 1)
            {
                fault("subjects", $"{subject} must have one primary key field: it is the subject_ref");
            }
        }

        Known("identifiers", map.Identifiers.SelectMany(rule => rule.Fields.Concat(rule.Join.Select(field => new FieldRef(rule.Fields[0].Collection, field)))));
        Known("provided", map.Provided ?? []);
        Known("rectification", map.Rectification);
        Known("lookups", map.Lookups.Select(rule => rule.Field));
        foreach (var twice in map.Lookups.SelectMany(rule => rule.Columns.Select(column => new FieldRef(rule.Field.Collection, $"{rule.As}_{column}")))
            .GroupBy(named => named).Where(group => group.Count() > 1 || map.Find(group.Key) is not null))
        {
            fault("lookups", $"{twice.Key} would stand twice in a record");
        }

        Known("files", map.Files.SelectMany(rule => new[] { new FieldRef(rule.Collection, rule.Name), new FieldRef(rule.Collection, rule.Content) }));
        Known("sharing", map.Sharing.SelectMany(rule => rule.Fields.Append(rule.OnlyWhen).Select(field => new FieldRef(rule.Collection, field))));
        Known("retention", map.Retention.SelectMany(rule => rule.Detach.Select(field => new FieldRef(rule.Collection, field))));
        Known("retention", map.Retention.Select(rule => rule.Date).OfType<FieldRef>());
        foreach (var rule in map.Retention.Where(rule => map.Find(rule.Collection) is null))
        {
            fault("retention", $"no such collection: {rule.Collection}");
        }

        foreach (var rule in map.Retention.Where(rule => rule.Date is { } date && map.Find(rule.Collection) is not null && Joins.Path(map, rule.Collection, date.Collection) is null))
        {
            fault("retention", $"no reference leads from {rule.Collection} to {rule.Date}");
        }

        if (!map.Identifiers.Any(rule => rule.IsUnique))
        {
            fault("identifiers", "no identifier is unique: nobody could be selected");
        }

        foreach (var field in map.Rectification.Where(field => map.Find(field) is { IsReadOnly: true } or { Categories.Count: 0 }))
        {
            fault("rectification", $"{field} is read_only or has no data category");
        }

        void Known(string key, IEnumerable<FieldRef> fields)
        {
            foreach (var field in fields.Distinct().Where(field => map.Find(field) is null))
            {
                fault(key, $"no such field: {field}");
            }
        }
    }

    private static void CheckErasure(DataMap map, Action<string, string> fault)
    {
        foreach (var (name, rule) in map.Erasure)
        {
            if (map.Find(name) is not { } collection)
            {
                fault("erasure.collections", $"no such collection: {name}");
                continue;
            }

            foreach (var column in rule.Masks.Keys.Where(column => collection.Find(column) is null))
            {
                fault("erasure.collections", $"no such field: {name}.{column}");
            }

            if (rule.Kind == ErasureKind.Delete && map.Erases && map.Sharing.Any(sharing => sharing.Collection == name))
            {
                fault("sharing", $"{name} is erased by deleting the row, which is another person's too: mask or keep it");
            }

            foreach (var field in collection.Fields.Where(field => rule.Kind == ErasureKind.Mask && field.Length is not null))
            {
                var mask = Masking.Of(collection, rule, field);
                if (mask is { Kind: MaskKind.Random or MaskKind.Hash or MaskKind.Hmac } && mask.BodyLength(field.Length) < Mask.LeastLength)
                {
                    collection.Source.Fault($"{field.Name}: cut to its length, the mask could not be told from data");
                }
            }
        }

        foreach (var rule in map.Conditions.Where(rule => !map.IsSubject(rule.Collection)))
        {
            fault("erasure.conditions", $"{rule.Collection} is not a collection of subjects");
        }
    }

    private static bool IsOfOrAbove(DataMap map, FieldRef at, string collection) =>
        map.Find(at) is not null && (at.Collection == collection || Joins.Path(map, collection, at.Collection) is not null);

    private static void CheckColumns(DataMap map, Action<string, string> fault)
    {
        var named = map.Restriction.Select(rule => rule.Collection).Concat(map.ProvidedWhen.Select(rule => rule.Collection))
            .Concat(map.Purposes.SelectMany(rule => rule.Acts).Select(act => act.Collection));
        foreach (var unknown in named.Distinct(StringComparer.Ordinal).Where(name => map.Find(name) is null))
        {
            fault("(collections)", $"no such collection: {unknown}");
        }

        foreach (var rule in map.Restriction)
        {
            Columns("restriction", rule.Collection, rule.Set);
        }

        foreach (var act in map.Purposes.SelectMany(rule => rule.Acts))
        {
            Columns("purposes", act.Collection, act.Columns);
            Tests("purposes", act.Collection, act.When);
        }

        foreach (var rule in map.Purposes.Where(rule => rule.Outlives is { Unless.Count: > 0 }))
        {
            Tests("purposes", rule.Acts.FirstOrDefault(act => act.Kind == ActKind.Set)?.Collection ?? string.Empty, rule.Outlives!.Unless);
        }

        map.ProvidedWhen.ToList().ForEach(rule => Tests("provided_when", rule.Collection, rule.When));
        foreach (var rule in map.ProvidedWhen.Where(rule => rule.OnlyWhen is { } at && !IsOfOrAbove(map, at, rule.Collection)))
        {
            fault("provided_when", $"only_when is no field of {rule.Collection} or of a collection that it refers to: {rule.OnlyWhen}");
        }

        map.Retention.ToList().ForEach(rule => Tests("retention", rule.Collection, rule.When));
        map.Conditions.ToList().ForEach(rule => Tests("erasure.conditions", rule.Collection, rule.When, mayExist: true));
        map.Identifiers.ToList().ForEach(rule => rule.Fields.Select(field => field.Collection).Distinct().ToList().ForEach(name => Tests("identifiers", name, rule.UnlessIn(name))));
        foreach (var test in map.Identifiers.SelectMany(rule => rule.Unless.Where(test => rule.Fields.All(f => rule.UnlessIn(f.Collection).All(other => other != test)))))
        {
            fault("identifiers", $"unless speaks of no row that holds the identifier: {test.Field}");
        }

        void Columns(string key, string collection, IReadOnlyDictionary<string, string?> columns)
        {
            foreach (var column in columns.Keys.Where(column => map.Find(new FieldRef(collection, column)) is null))
            {
                fault(key, $"no such field: {collection}.{column}");
            }

            foreach (var value in columns.Values.OfType<string>().Where(value => value.StartsWith('$') && !Variables.Contains(value)))
            {
                if (!value.StartsWith("$identifier.", StringComparison.Ordinal) || map.Identifiers.All(rule => rule.Type != value["$identifier.".Length..]))
                {
                    fault(key, $"unknown value {value}");
                }
            }
        }

        void Tests(string key, string collection, IReadOnlyList<RowTest> tests, bool mayExist = false)
        {
            foreach (var test in tests)
            {
                if (test.Kind == TestKind.Exists)
                {
                    if (!mayExist || map.Find(test.Field) is null)
                    {
                        fault(key, $"exists: {(mayExist ? "no such collection" : "only in erasure.conditions")}: {test.Field}");
                    }

                    Tests(key, test.Field, test.Inner);
                }
                else if (map.Find(TestField(collection, test)) is null || TestField(collection, test).Collection != collection)
                {
                    fault(key, $"no such field of {collection}: {test.Field}");
                }
            }
        }
    }

    public static FieldRef TestField(string collection, RowTest test) =>
        test.Field.LastIndexOf('.') is var dot && dot > 0 ? new FieldRef(test.Field[..dot], test.Field[(dot + 1)..]) : new FieldRef(collection, test.Field);
}
