namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads tests on rows.</summary>
internal static class TestReader
{
    private static readonly string[] Kinds = ["equals", "not_equals", "in", "is_null"];

    public static IReadOnlyList<RowTest> Read(MapObject source, string key) =>
        [.. source.Children(key).Select(Read).OfType<RowTest>()];

    private static RowTest? Read(MapObject source)
    {
        if (source.Text("exists") is { } collection)
        {
            return new RowTest(TestKind.Exists, collection, [], Read(source, "when"));
        }

        var field = source.Text("field", required: true);
        var kinds = Kinds.Where(source.Has).ToList();
        if (kinds.Count != 1)
        {
            source.Fault($"needs one of {string.Join(", ", Kinds)}");
            return null;
        }

        if (field is null)
        {
            return null;
        }

        if (kinds[0] == "is_null")
        {
            return new RowTest(source.Flag("is_null") ? TestKind.IsNull : TestKind.NotNull, field, [], []);
        }

        return Compare(kinds[0] == "not_equals" ? TestKind.NotEqual : TestKind.Equal, field, source.Values(kinds[0]));
    }

    private static RowTest Compare(TestKind kind, string field, IReadOnlyList<string?> values)
    {
        if (values is not [null])
        {
            return new RowTest(kind, field, values, []);
        }

        return new RowTest(kind == TestKind.Equal ? TestKind.IsNull : TestKind.NotNull, field, [], []);
    }
}
