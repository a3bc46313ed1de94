using DsrGateway.Cases;

namespace DsrGateway.Server.Grpc;

/// <summary>Checks of request fields that need no case.</summary>
internal static class Fields
{
    /// <param name="others">Checks the other fields, so that one answer names all that is wrong.</param>
    public static CaseId CaseId(string text, Action<List<FieldFault>>? others = null)
    {
        if (Cases.CaseId.TryParse(text, out var id))
        {
            return id;
        }

        List<FieldFault> faults = [new("case_id", "must be the 32 hexadecimal digits of a case id")];
        others?.Invoke(faults);
        throw CaseException.Invalid(faults);
    }

    public static void CheckController(string controllerId, ControllerCatalog catalog, List<FieldFault> faults)
    {
        if (catalog.Find(controllerId) is null)
        {
            faults.Add(new("controller_id", $"is no controller of this gateway; known: {string.Join(", ", catalog.All.Select(c => c.Id))}"));
        }
    }

    public static void CheckDefined<T>(IReadOnlyList<T> values, string field, List<FieldFault> faults) where T : struct, Enum
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!Enum.IsDefined(values[i]) || Convert.ToInt32(values[i], null) == 0)
            {
                faults.Add(new($"{field}[{i}]", "is unspecified or unknown"));
            }
        }
    }

    public static void ThrowIfAny(List<FieldFault> faults)
    {
        if (faults.Count > 0)
        {
            throw CaseException.Invalid(faults);
        }
    }
}
