using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Rows to parameters: one array per column, for a statement that takes any number of rows.</summary>
internal static class Columns
{
    public static NpgsqlBatchCommand Column<TRow, TValue>(this NpgsqlBatchCommand command, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return command.Value(values);
    }

    public static NpgsqlBatchCommand Value<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    public static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static long? Milliseconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
}
