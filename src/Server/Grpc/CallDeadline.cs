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
            // A client whose deadline is over sends "1n", which the library takes for none, as it takes zero.
            string timeout = context.GetHttpContext().Request.Headers["grpc-timeout"].ToString();
            if (timeout.EndsWith('n') || timeout.TrimStart('0').Length == 1)
            {
                throw TooShort(options);
            }

            return now + options.DefaultCallDeadline;
        }

        // The library tells the deadline by the machine's clock; the gateway's may be another.
        var left = new DateTimeOffset(DateTime.SpecifyKind(context.Deadline, DateTimeKind.Utc)) - TimeProvider.System.GetUtcNow();
        if (left < options.ShortestDeadline)
        {
            throw TooShort(options);
        }

        var margin = options.AnswerMargin < left / 5 ? options.AnswerMargin : left / 5;
        return now + left - margin;
    }

    private static CaseException TooShort(GatewayOptions options) =>
        new(ErrorReason.DeadlineTooShort, $"The call's deadline leaves less than {options.ShortestDeadline.TotalMilliseconds} ms; nothing was changed.");
}
