using System.Text;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Reading;

/// <summary>One line of a case's history, opened.</summary>
internal sealed record HistoryView(TimelineEntry Entry, string Text)
{
    public string Event => HistoryEvents.Read(Entry.Event).Event;

    public StepRule Rule => HistoryEvents.Read(Entry.Event).Rule;
}

/// <summary>Reads what happened to a case.</summary>
internal sealed class ReadHistory(CaseReader reader)
{
    /// <exception cref="CaseException">CASE_NOT_FOUND.</exception>
    public async Task<IReadOnlyList<HistoryView>> HandleAsync(CaseId id, CancellationToken cancellation)
    {
        var snapshot = await reader.ReadAsync(id, cancellation);
        var vault = await reader.VaultAsync(snapshot.Case, cancellation);
        var entries = await reader.Store.ReadTimelineAsync(id, cancellation);
        return [.. entries.Select(e => new HistoryView(e, e.Sealed is null ? "" : Encoding.UTF8.GetString(vault.Open(e.Sealed, Places.Timeline))))];
    }
}
