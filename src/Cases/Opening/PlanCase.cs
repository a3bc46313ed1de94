using DsrGateway.Cases.Deadlines;
using DsrGateway.Cases.Planning;

namespace DsrGateway.Cases.Opening;

/// <summary>Tells what would be asked of whom. Reads the configuration only.</summary>
internal sealed class PlanCase(NewCaseValidator validator, ControllerCatalog catalog, TimeProvider clock)
{
    /// <exception cref="CaseException">INVALID_FIELDS.</exception>
    public (IReadOnlyList<PlannedStep> Steps, DateTimeOffset LegalDeadline) Handle(NewCase input)
    {
        var request = validator.Check(input, forPlan: true);
        var config = catalog.Find(request.ControllerId)!.Config;
        var now = clock.GetUtcNow();
        return (
            StepPlanner.Plan(config, request.RegisterIds, request.Right, request.Purposes, request.Identifiers),
            LegalDeadline.For(request.ReceivedAt is { } stated && stated < now ? stated : now, config.Country));
    }
}
