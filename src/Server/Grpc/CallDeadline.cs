using DsrGateway.Cases;
using DsrGateway.Server.Hosting;
using Grpc.Core;

namespace DsrGateway.Server.Grpc;

/// <summary>Until when a call may be answered.</summary>
internal static class CallDeadline
{
    /// <summary>The call's deadline less a margin in which the answer travels; the default where the caller set none.</summary>
    /// <exception cref="CaseException">DEADLINE_TOO_SHORT; nothing was changed.</exception>
    public static DateTimeOffset AnswerBy(ServerCallContext context, GatewayOptions options, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (context.Deadline == DateTime.MaxValue)
        {
            return now + options.DefaultCallDeadline;
        }

        var left = new DateTimeOffset(DateTime.SpecifyKind(context.Deadline, DateTimeKind.Utc)) - now;
        if (left < options.ShortestDeadline)
        {
            throw new CaseException(ErrorReason.DeadlineTooShort, $"The call's deadline leaves less than {options.ShortestDeadline.TotalMilliseconds} ms; nothing was changed.");
        }

        var margin = options.AnswerMargin < left / 5 ? options.AnswerMargin : left / 5;
        return now + left - margin;
    }
}
