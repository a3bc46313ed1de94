using System.Data.Common;
using System.Globalization;

namespace DsrGateway.Adapters.Sql.Databases;

/// <summary>A statement whose text is made of quoted names; every value becomes a parameter.</summary>
internal sealed class Query
{
    private readonly Dictionary<object, string> _names = [];
    private readonly List<object> _values = [];

    public string Text { get; set; } = string.Empty;

    public string Add(object value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"@p{_values.Count}");
            _names.Add(value, name);
            _values.Add(value);
        }

        return name;
    }

    public DbCommand On(DbConnection connection, DbTransaction? transaction)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Text;
        for (var i = 0; i < _values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            parameter.Value = _values[i];
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
