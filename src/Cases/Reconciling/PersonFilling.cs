using System.Security.Cryptography;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Reconciling;

/// <summary>
/// Cases that a gateway of before opened, or opens beside this one, get the marks by which their person is known now. Each once; whoever comes
/// first does it.
/// </summary>
internal sealed class PersonFilling(CaseReader reader, ICaseKeyStore caseKeys, ControllerKeys controllerKeys)
{
    public async Task FillAsync(int limit, CancellationToken cancellation)
    {
        foreach (var row in await reader.Store.ListUnmarkedAsync(limit, cancellation))
        {
            if (await MarksAsync(row, cancellation) is { } marks)
            {
                await reader.Store.MarkAsync(row.Id, marks, cancellation);
            }
        }
    }

    /// <summary>None where the case can be read no more: nobody is known by it, and it must not hold up the others. Null where it cannot be read now.</summary>
    private async Task<IReadOnlyList<byte[]>?> MarksAsync(CaseRow row, CancellationToken cancellation)
    {
        try
        {
            if (await caseKeys.FindAsync(row.Id, row.ControllerId, cancellation) is not { } key)
            {
                return [];
            }

            var document = new CaseVault(row.Id, key).OpenDocument(row.Sealed, DocumentJson.Default.CaseDocument, Places.Case);
            var config = await reader.ConfigAsync(row, cancellation);
            return PersonAsked.By(row, document, config).Marks(controllerKeys, config).Kept;
        }
        catch (CryptographicException)
        {
            return [];
        }
        catch (ControllerKeyException)
        {
            return null;
        }
    }
}
