using System.Diagnostics;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Demo;

/// <summary>A portal that hands in requests, and the staff behind it.</summary>
internal sealed class Portal(Stack stack, CancellationToken cancellation)
{
    private const string Actor = "demo portal";
    private const string Staff = "demo staff";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long the last ExecuteCase took.</summary>
    public TimeSpan LastCallTook { get; private set; }

    /// <summary>Hands in a request, waits for the one answer, prints it.</summary>
    public async Task<Case> ExecuteAsync(
        string controller, Right right, IReadOnlyList<(string Type, string Value)> identifiers, string? register = null, TimeSpan? deadline = null,
        Action<NewCase>? also = null)
    {
        var request = new NewCase { RequestId = Guid.NewGuid().ToString("D"), ControllerId = controller, Right = right, Actor = Actor };
        request.Identifiers.AddRange(identifiers.Select(i => new Identifier { Type = i.Type, Value = i.Value }));
        if (register is not null)
        {
            request.RegisterIds.Add(register);
        }

        also?.Invoke(request);
        Screen.Tell($"ExecuteCase: {Answer.Name(right)} at {controller} for {string.Join(", ", identifiers.Select(i => $"{i.Type} {i.Value}"))}");
        var started = Stopwatch.GetTimestamp();
        var until = deadline is { } limit ? TimeProvider.System.GetUtcNow().UtcDateTime + limit : (DateTime?)null;
        var response = await stack.Cases.ExecuteCaseAsync(new ExecuteCaseRequest { NewCase = request }, deadline: until, cancellationToken: cancellation);
        LastCallTook = Stopwatch.GetElapsedTime(started);
        Answer.Print(response.Case, LastCallTook);
        return response.Case;
    }

    /// <summary>Follows a case until it is in a state, telling each change.</summary>
    public async Task<Case> WatchAsync(string caseId, params CaseState[] until)
    {
        Screen.Tell("WatchCase");
        var started = Stopwatch.GetTimestamp();
        using var watch = stack.Cases.WatchCase(
            new WatchCaseRequest { CaseId = caseId }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancellationToken: cancellation);
        await foreach (var change in watch.ResponseStream.ReadAllAsync(cancellation))
        {
            var open = change.Case.Steps.Where(s => s.State != StepState.Ended).Select(s => $"{s.SystemId} {Answer.Name(s.State)}");
            Screen.Tell($"revision {change.Case.Revision}: {Answer.Name(change.Case.State)} {string.Join(", ", open)}");
            if (until.Contains(change.Case.State))
            {
                Answer.Print(change.Case, Stopwatch.GetElapsedTime(started));
                return change.Case;
            }
        }

        throw new DemoException("the case ended in another state");
    }

    public async Task ProvideAsync(string caseId, string type, string value)
    {
        Screen.Tell($"ProvideInformation: {type} {value}");
        var request = new ProvideInformationRequest { CaseId = caseId, Actor = Actor };
        request.Identifiers.Add(new Identifier { Type = type, Value = value });
        await stack.Cases.ProvideInformationAsync(request, cancellationToken: cancellation);
    }

    public async Task CancelAsync(string caseId, string reason)
    {
        Screen.Tell($"CancelCase: {reason}");
        await stack.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = caseId, Actor = Actor, Reason = reason }, cancellationToken: cancellation);
    }

    /// <summary>Does the step by hand that waits in a case, as staff would: see what to do, write down what was found.</summary>
    public async Task CompleteByHandAsync(string controller, string caseId, OutcomePart found, string evidence, EvidenceFile? file = null)
    {
        var waiting = await stack.Operators.ListStepsAsync(new ListStepsRequest { ControllerId = controller }, cancellationToken: cancellation);
        var step = waiting.Steps.Single(s => s.CaseId == caseId);
        Screen.Tell($"ListSteps: {step.Step.SystemName} waits for a person: {step.Step.Instruction.Trim()}");
        Screen.Tell($"CompleteStep: {evidence}");
        var request = new CompleteStepRequest { CaseId = caseId, SystemId = step.Step.SystemId, Evidence = evidence, Actor = Staff };
        request.Parts.Add(found);
        if (file is not null)
        {
            request.Files.Add(file);
        }

        await stack.Operators.CompleteStepAsync(request, cancellationToken: cancellation);
    }

    public async Task<Package> DownloadAsync(string caseId)
    {
        var path = stack.TempFile($"{caseId}.zip");
        await using (var file = File.Create(path))
        {
            using var stream = stack.Cases.DownloadPackage(new DownloadPackageRequest { CaseId = caseId, Actor = Actor }, cancellationToken: cancellation);
            await foreach (var piece in stream.ResponseStream.ReadAllAsync(cancellation))
            {
                await file.WriteAsync(piece.Chunk.Memory, cancellation);
            }
        }

        var package = await Package.OpenAsync(path, cancellation);
        Screen.Tell($"DownloadPackage: {new FileInfo(path).Length} bytes, {package.Entries.Count} entries: {string.Join(", ", package.Entries.Keys.Take(6))}, ...");
        return package;
    }
}
