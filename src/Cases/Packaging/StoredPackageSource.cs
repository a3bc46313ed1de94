using System.Runtime.CompilerServices;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Deadlines;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// A package made of what is stored of a case, opened piece by piece. What is said of the answer is the case's configuration's; contact
/// and words are today's, null if the controller is configured no more.
/// </summary>
internal sealed class StoredPackageSource(
    CaseView view, ControllerConfig config, ControllerConfig? today, CaseVault vault, ICaseStore store, DateTimeOffset now) : IPackageSource
{
    public PackageFacts Facts { get; } = new()
    {
        CaseId = view.Case.Id.ToString(),
        ControllerId = config.Id,
        ControllerName = config.Name,
        ControllerContact = today?.Contact?.ToString(),
        Country = config.Country,
        Language = config.Language,
        Right = view.Case.Right,
        State = view.Case.State,
        ReceiveTime = LegalCalendar.Of(config.Country).LocalTimeOf(view.Case.ReceivedAt),
        CreateTime = LegalCalendar.Of(config.Country).LocalTimeOf(now),
        LegalDeadlineTime = LegalCalendar.Of(config.Country).LocalTimeOf(view.Case.LegalDeadline),
        Registers = [.. config.Registers
            .Where(r => view.Case.RegisterIds.Count == 0 || view.Case.RegisterIds.Contains(r.Id))
            .Select(Register)],
    };

    public IReadOnlyList<PackageSystem> Systems { get; } = [.. view.Steps.Select(s => new PackageSystem
    {
        SystemId = s.System.Id,
        SystemName = s.System.Name,
        Labels = Labels(today, s.System.Id),
        RegisterId = s.Register.Id,
        State = s.Row.State,
        ByHand = s.System.IsByHand,
        IsSearched = s.Document.Selection is not null,
        IsByStaff = s.Row.State == StepState.Ended && s.Document.Evidence.Length > 0,
        HasResult = s.Document.ResultAttempt is not null,
        Parts = s.Document.Parts,
        // What a system was asked with and has not answered is no search.
        FoundBy = s.Document.Selection is null ? [] : [.. s.FoundBy.Select(FoundBy).Distinct()],
        InformationNeeded = s.Document.InformationNeeded,
    })];

    private static Dictionary<string, string> Labels(ControllerConfig? today, string systemId) =>
        today?.Systems.FirstOrDefault(system => system.Id == systemId)?.Labels.ToDictionary(label => label.Name, label => label.Text, StringComparer.Ordinal) ?? [];

    private static PackageFoundBy FoundBy(AskedIdentifier asked) =>
        new(asked.Identifier.Type, asked.OriginSystemId.Length == 0 ? null : asked.OriginSystemId);

    private static PackageRegister Register(RegisterConfig register)
    {
        var told = register.Information ?? new RegisterInformation();
        return new PackageRegister
        {
            RegisterId = register.Id,
            Name = register.Name,
            Purposes = told.Purposes,
            LegalBases = [.. register.Systems.SelectMany(s => s.LegalBases).Distinct().Order()],
            Recipients = told.Recipients,
            Sources = told.Sources,
            Retention = told.Retention,
            TransfersOutsideEea = told.Transfers,
            AutomatedDecisions = told.AutomatedDecisions,
            Notice = told.Notice is { } notice ? new Uri(notice) : null,
        };
    }

    public async IAsyncEnumerable<PackageItem> ReadAsync(string systemId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var step = view.Steps.First(s => s.System.Id == systemId);
        if (step.Document.ResultAttempt is not { } attempt)
        {
            yield break;
        }

        var any = false;
        await foreach (var piece in store.ReadPiecesAsync(view.Case.Id, systemId, attempt, cancellationToken))
        {
            any = true;
            foreach (var item in ResultItems.Read(vault.Open(piece.Sealed, Places.Piece(systemId, attempt, piece.Sequence))))
            {
                yield return item.Kind == ResultItemKind.Record
                    ? new PackageRecord(item.Category, item.Name, item.Content)
                    : new PackageFileChunk(item.Category, item.Name, item.Content, item.Kind == ResultItemKind.LastFilePiece);
            }
        }

        if (!any)
        {
            throw new PackageSourceException($"The result of {systemId} was replaced while it was read.");
        }
    }
}
