using System.Globalization;
using System.Text;
using DsrGateway.AdapterKit;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Template;

/// <summary>The smallest whole adapter: access and erasure. It only talks to its system; the kit checks, logs and answers around it.</summary>
internal sealed class TemplateAdapter(TemplateAdapterOptions options) : ISystemAdapter
{
    private const string Category = "user";
    private readonly CustomerFolder _customers = new(options.Folder);
    private readonly OperationFolder _operations = new(Path.Combine(options.Folder, "dsr_operation"));
    private readonly Lock _gate = new();

    public string ControllerId => options.Controller;

    public SystemDescription Description { get; } = new()
    {
        SystemId = options.SystemId,
        Product = "Folder of customers",
        Rights = { Right.Access, Right.Erasure },
        SearchedBy = { "email", "customer_number", "name" },
        Yields = { "email", "customer_number" },
        Categories = { Category },
    };

    public Task<LocateResponse> LocateAsync(StepContext step, CancellationToken cancellationToken)
    {
        var selection = Select(step.Identifiers);
        var response = new LocateResponse { Selection = selection };
        if (selection.Candidates == 0)
        {
            response.Forecast.Add(Part(selection.SubjectRefs.Count));
        }

        return Task.FromResult(response);
    }

    public async Task<FulfilOutcome> FulfilAsync(StepContext step, FulfilWriter writer, CancellationToken cancellationToken)
    {
        if (step.Right == Right.Erasure)
        {
            return Erase(step);
        }

        var selection = Select(step.Identifiers);
        foreach (var (number, customer) in _customers.All().Where(found => selection.SubjectRefs.Contains(Ref(found.Number))))
        {
            await writer.WriteRecordAsync(Category, "customer", CustomerFolder.Text(customer), cancellationToken);
        }

        var outcome = new FulfilOutcome { Selection = selection };
        if (selection.Candidates == 0)
        {
            outcome.Parts.Add(Part(writer.Sent));
        }

        return outcome;
    }

    /// <summary>By another route than Erase took: not the files by name, but the texts of all files.</summary>
    public Task<VerifyResponse> VerifyAsync(StepContext step, CancellationToken cancellationToken)
    {
        var left = _customers.All().Count(found => step.SubjectRefs.Contains(Ref(found.Number)));
        var addresses = step.Identifiers.Where(identifier => identifier.Type == "email").Select(identifier => Fold(identifier.Value)).ToList();
        left = Math.Max(left, _customers.RawTexts().Count(text => addresses.Any(address => Fold(text).Contains(address, StringComparison.Ordinal))));
        var response = new VerifyResponse();
        response.Parts.Add(left == 0
            ? new OutcomePart { Category = Category, Kind = OutcomeKind.Done }
            : new OutcomePart { Category = Category, Kind = OutcomeKind.Residue, Place = "customer", Count = left });
        return Task.FromResult(response);
    }

    private FulfilOutcome Erase(StepContext step)
    {
        lock (_gate)
        {
            var outcome = _operations.Find(step.OperationId);
            if (outcome is null)
            {
                _ = _customers.All().Count(); // an outage is said before anything is decided
                outcome = new FulfilOutcome { Parts = { Part(step.SubjectRefs.Count(reference => _customers.Exists(Number(reference)))) } };
                Failpoints.Reach(AdapterFailpoint.BeforeTransaction);
                _operations.Write(step.OperationId, outcome);
                Failpoints.Reach(AdapterFailpoint.AfterClaim);
            }

            foreach (var reference in outcome.Parts.Any(part => part.Kind == OutcomeKind.Done) ? step.SubjectRefs : [])
            {
                _customers.Delete(Number(reference));
            }

            Failpoints.Reach(AdapterFailpoint.AfterCommitBeforeAnswer);
            return outcome;
        }
    }

    // A unique identifier selects if it matches one person alone; a name only counts people.
    private Selection Select(IReadOnlyCollection<Identifier> identifiers)
    {
        var all = _customers.All().ToList();
        var matched = identifiers.Select(identifier => (identifier.Type, Found: all.Where(one => Matches(one, identifier)).ToList())).ToList();
        var single = matched.Where(match => match.Type != "name" && match.Found.Count == 1).ToList();
        var selection = new Selection();
        if (single.Count == 0)
        {
            selection.Candidates = matched.SelectMany(match => match.Found).Distinct().Count();
            selection.InformationNeeded.AddRange(selection.Candidates > 0 ? Description.Yields : []);
            return selection;
        }

        selection.MatchedBy.AddRange(single.Select(match => match.Type).Distinct());
        foreach (var (number, customer) in single.SelectMany(match => match.Found).Distinct())
        {
            var hasOwnEmail = all.Count(one => Fold(one.Customer.Email) == Fold(customer.Email)) == 1;
            selection.SubjectRefs.Add(Ref(number));
            selection.Identifiers.Add(Learnt("customer_number", number.ToString(CultureInfo.InvariantCulture), isUnique: true));
            selection.Identifiers.Add(Learnt("email", customer.Email, hasOwnEmail));
            selection.Identifiers.Add(Learnt("name", customer.Name, isUnique: false));
        }

        return selection;
    }

    private static bool Matches((long Number, Customer Customer) one, Identifier identifier) => identifier.Type switch
    {
        "email" => Fold(one.Customer.Email) == Fold(identifier.Value),
        "name" => Fold(one.Customer.Name) == Fold(identifier.Value),
        _ => one.Number.ToString(CultureInfo.InvariantCulture) == identifier.Value,
    };

    private static LearntIdentifier Learnt(string type, string value, bool isUnique) =>
        new() { Identifier = new Identifier { Type = type, Value = value }, Unique = isUnique };

    private static OutcomePart Part(long count) => count > 0
        ? new OutcomePart { Category = Category, Kind = OutcomeKind.Done, Count = count }
        : new OutcomePart { Kind = OutcomeKind.NothingHeld };

    // The system's own running number is opaque enough; an address would not be. Scrambled a little so that it is not mistaken for an identifier.
    private static string Ref(long number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number:x}");

    private static long Number(string reference) =>
        reference.StartsWith("customer-", StringComparison.Ordinal)
        && long.TryParse(reference["customer-".Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StepFaultException("context.subject_refs", "is not a reference this system gave");

    private static string Fold(string text) => text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
