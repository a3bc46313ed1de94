using System.Runtime.CompilerServices;
using System.Text;

namespace DsrGateway.Cases.Packaging;

/// <summary>A source whose items are made anew at each reading, and which counts the readings.</summary>
internal sealed class FakeSource(PackageFacts facts) : IPackageSource
{
    private readonly List<PackageSystem> systems = [];
    private readonly Dictionary<string, Func<IEnumerable<PackageItem>>> items = [];

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 30, 0, TimeSpan.FromHours(2));

    public static PackageFacts Facts { get; } = new()
    {
        CaseId = "9f1c2d3e4b5a69788796a5b4c3d2e1f0",
        ControllerId = "entteri",
        ControllerName = "Entteri Oy",
        ControllerContact = "tietosuoja@entteri.example",
        Language = "en",
        Right = Right.Access,
        State = CaseState.Closed,
        ReceiveTime = Now.AddDays(-3),
        CreateTime = Now,
        LegalDeadlineTime = Now.AddDays(28),
    };

    PackageFacts IPackageSource.Facts => facts;

    public IReadOnlyList<PackageSystem> Systems => systems;

    public int Readings { get; private set; }

    public static FakeSource With(string systemId, params PackageItem[] items) => new FakeSource(Facts).Add(systemId, items);

    public static PackageSystem System(string id) => new()
    {
        SystemId = id,
        SystemName = "The " + id,
        State = StepState.Ended,
        IsSearched = true,
        HasResult = true,
        Parts = [new("user.contact", OutcomeKind.Done, 1)],
    };

    public static PackageRecord Record(string collection, string json, string category = "user.contact") =>
        new(category, collection, Encoding.UTF8.GetBytes(json));

    public static PackageFileChunk Chunk(string name, string content, bool isLast = true) =>
        new("user.content", name, Encoding.UTF8.GetBytes(content), isLast);

    public FakeSource Add(string systemId, params PackageItem[] itemsOfSystem) => Add(System(systemId), () => itemsOfSystem);

    public FakeSource Add(PackageSystem system, Func<IEnumerable<PackageItem>> itemsOfSystem)
    {
        systems.Add(system);
        items.Add(system.SystemId, itemsOfSystem);
        return this;
    }

    public async IAsyncEnumerable<PackageItem> ReadAsync(
        string systemId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Readings++;
        await Task.Yield();
        foreach (var item in items[systemId]())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
