using DsrGateway.Cases.Delivering;
using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>Lets MassTransit load and save cases through our own store: lock, decide, commit once.</summary>
internal sealed class CaseSagaRepository(
    CaseReader reader, CaseSignals signals, IFanOutSender sender, TimeProvider clock, ISagaConsumeContextFactory<CaseWork, CaseSaga> factory)
    : ISagaRepositoryContextFactory<CaseSaga>
{
    public void Probe(ProbeContext context) => context.CreateScope("case-store");

    public async Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<CaseSaga, T>> next) where T : class
    {
        await using var scope = new CaseSagaContext<T>(context, reader, signals, sender, clock, factory);
        try
        {
            await next.Send(scope);
        }
        catch (CaseException e) when (context.Message is CaseEvent told)
        {
            told.Refusal = e;
        }
    }

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<CaseSaga> query, IPipe<SagaRepositoryQueryContext<CaseSaga, T>> next) where T : class =>
        throw new NotSupportedException("A case is found by its id alone.");
}

/// <summary>One message's hold on one case.</summary>
internal sealed class CaseSagaContext<T>(
    ConsumeContext<T> context, CaseReader reader, CaseSignals signals, IFanOutSender sender, TimeProvider clock, ISagaConsumeContextFactory<CaseWork, CaseSaga> factory)
    : ConsumeContextScope<T>(context), SagaRepositoryContext<CaseSaga, T>, IAsyncDisposable
    where T : class
{
    private readonly ConsumeContext<T> _context = context;
    private CaseWork? _work;

    public async Task<SagaConsumeContext<CaseSaga, T>> Load(Guid correlationId)
    {
        _work = _context.Message is CaseHappening told ? told.Work : await CaseWork.OpenAsync(reader, new CaseId(correlationId), clock, CancellationToken);
        if (_work is null)
        {
            return null!;
        }

        Failpoints.Reach(Failpoint.SagaLoaded);
        return await CreateSagaConsumeContext(_context, new CaseSaga { CorrelationId = correlationId, CurrentState = _work.Case.SagaState, Work = _work }, SagaConsumeContextMode.Load);
    }

    public async Task Update(SagaConsumeContext<CaseSaga> context)
    {
        var work = context.Saga.Work;
        var isNew = _context.Message is CaseOpened;
        Failpoints.Reach(work.IsOver ? Failpoint.CloseBeforeCommit : isNew ? Failpoint.OpenBeforeCommit : Failpoint.AdvanceBeforeCommit);
        await work.CommitAsync(context.Saga.CurrentState, CancellationToken);
        Failpoints.Reach(work.IsOver ? Failpoint.CloseAfterCommit : isNew ? Failpoint.OpenAfterCommit : Failpoint.AdvanceAfterCommit);
        Remember(work);
        signals.Changed(work.Case.Id, work.Case.State, work.View);
        if (work.FanOut is { } fanOut)
        {
            await sender.SendAsync(fanOut);
            Failpoints.Reach(isNew ? Failpoint.OpenAfterSend : Failpoint.AdvanceAfterSend);
        }
    }

    /// <summary>Whoever asks what this decision started, or decides on the answers, has at hand what they would read.</summary>
    private void Remember(CaseWork work)
    {
        if (work is { FanOut: not null, Written: { } written })
        {
            reader.Recent.Put(written);
        }
        else
        {
            reader.Recent.Forget(work.Case.Id);
        }
    }

    public Task<SagaConsumeContext<CaseSaga, TMessage>> CreateSagaConsumeContext<TMessage>(
        ConsumeContext<TMessage> consumeContext, CaseSaga instance, SagaConsumeContextMode mode) where TMessage : class =>
        factory.CreateSagaConsumeContext(_work!, consumeContext, instance, mode);

    /// <summary>A new case comes with its message and is loaded from there; see <see cref="NewCaseSession"/>.</summary>
    public Task<SagaConsumeContext<CaseSaga, T>> Add(CaseSaga instance) => throw new NotSupportedException("A missing case cannot be made by a message.");

    public Task<SagaConsumeContext<CaseSaga, T>> Insert(CaseSaga instance) => throw new NotSupportedException("A missing case cannot be made by a message.");

    public Task Save(SagaConsumeContext<CaseSaga> context) => Update(context);

    public Task Delete(SagaConsumeContext<CaseSaga> context) => throw new NotSupportedException("A case is never deleted by its saga.");

    public Task Discard(SagaConsumeContext<CaseSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<CaseSaga> context) => Task.CompletedTask;

    /// <summary>Work that came with the message belongs to whoever sent it.</summary>
    public ValueTask DisposeAsync() => _work is null || _context.Message is CaseHappening ? ValueTask.CompletedTask : _work.DisposeAsync();
}
