using DsrGateway.V1;

namespace DsrGateway.AdapterContract;

/// <summary>
/// An adapter that runs, with a target that holds the sample: the Person and a Namesake of the same name, each with unique identifiers of
/// their own, and nobody else of that name. Made anew for each test.
/// </summary>
public interface IAdapterUnderTest : IAsyncDisposable
{
    /// <summary>Where it listens, such as http://127.0.0.1:5081.</summary>
    string Address { get; }

    string ControllerId { get; }

    string SystemId { get; }

    /// <summary>A system of the same adapter whose target is down.</summary>
    string UnreachableSystemId { get; }

    /// <summary>Unique identifiers of the person; each alone selects them.</summary>
    IReadOnlyList<Identifier> Person { get; }

    /// <summary>Unique identifiers of the namesake.</summary>
    IReadOnlyList<Identifier> Namesake { get; }

    /// <summary>What the two share and what does not select: their name.</summary>
    Identifier SharedName { get; }

    /// <summary>A unique identifier nobody has.</summary>
    Identifier Unknown { get; }

    /// <summary>A value in the person's data that must turn up in their export and never in the namesake's.</summary>
    string PersonMark { get; }

    /// <summary>The same of the namesake.</summary>
    string NamesakeMark { get; }

    /// <summary>A correction the system can carry out for the person.</summary>
    Correction Correction { get; }

    /// <summary>Everything the adapter has logged.</summary>
    string Log { get; }

    /// <summary>The target's data, without the adapter's own operations: equal texts mean nothing was changed.</summary>
    Task<string> SnapshotAsync();

    /// <summary>Writes one of the person's unique identifiers somewhere the erasure does not go by its usual way.</summary>
    Task PlantResidueAsync();
}
