using System.Text.Json;
using DsrGateway.Chaos.Faults;

namespace DsrGateway.Chaos;

/// <summary>Where a campaign stands that is made in several runs.</summary>
internal sealed record CampaignState(int Seed, int Position, IReadOnlyList<FaultRecord> Faults)
{
    private const string Name = "campaign.json";

    public static CampaignState Load(Options options) =>
        options is { Resume: true, Folder: { } folder } && File.Exists(Path.Combine(folder, Name))
            ? JsonSerializer.Deserialize<CampaignState>(File.ReadAllText(Path.Combine(folder, Name)))!
            : new CampaignState(options.Seed, 0, []);

    public void Save(Options options, int position, IReadOnlyList<FaultRecord> more)
    {
        if (options.Folder is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(this with { Position = position, Faults = [.. Faults, .. more] }));
        }
    }
}
