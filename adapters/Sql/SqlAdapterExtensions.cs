using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DsrGateway.Adapters.Sql;

/// <summary>The only public entry.</summary>
public static class SqlAdapterExtensions
{
    /// <summary>Adds every system of the settings. Faults of settings and of all maps stop the start, all listed.</summary>
    public static IServiceCollection AddSqlAdapter(this IServiceCollection services, IConfiguration configuration, string mapFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        var options = configuration.GetSection(SqlAdapterOptions.Section).Get<SqlAdapterOptions>() ?? new SqlAdapterOptions();
        var valid = new SqlAdapterOptionsValidator().Validate(null, options);
        if (valid.Failed)
        {
            throw new OptionsValidationException(SqlAdapterOptions.Section, typeof(SqlAdapterOptions), valid.Failures);
        }

        var faults = new List<MapFault>();
        var maps = options.Systems.Select(system => Load(Path.Combine(mapFolder, system.Map), system, faults)).ToList();
        if (faults.Count > 0)
        {
            throw new MapFaultException([.. faults.Distinct()]);
        }

        foreach (var (system, map) in options.Systems.Zip(maps))
        {
            services.AddSingleton<ISystemAdapter>(provider => new SqlAdapter(system.Controller, Create(system, map!), provider.GetRequiredService<TimeProvider>()));
        }

        services.Configure<SqlAdapterOptions>(configuration.GetSection(SqlAdapterOptions.Section));
        return services.AddHostedService<SqlStartupCheck>().AddHostedService<ReimportWatch>();
    }

    internal static SqlSystem Create(SqlSystemOptions options, DataMap map) => new(
        options.SystemId,
        map,
        options.Provider == "sqlite" ? new SqliteDatabase(options.Connection) : new PostgresDatabase(options.Connection),
        options.MaskingKey.Length == 0 ? null : Convert.FromBase64String(options.MaskingKey));

    private static DataMap? Load(string path, SqlSystemOptions system, List<MapFault> faults)
    {
        if (!File.Exists(path))
        {
            faults.Add(new MapFault(system.Map, 1, "$", "no such file"));
            return null;
        }

        try
        {
            var map = MapReader.Load(path, system.Map);
            if (system.MaskingKey.Length == 0 && map.Collections.Any(c => Masking.Of(c, map.Erasure[c.Name]).Any(mask => mask.Mask.Kind == MaskKind.Hmac)))
            {
                faults.Add(new MapFault(map.File, 1, "$", "uses hmac: the system needs a masking_key"));
            }

            return map;
        }
        catch (MapFaultException fault)
        {
            faults.AddRange(fault.Faults);
            return null;
        }
    }
}
