using System.CommandLine;
using DsrGateway.Cli.Output;
using DsrGateway.V1;

namespace DsrGateway.Cli.Commands;

internal static class AdapterDescribeCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var address = new Argument<string>("ADDRESS") { Description = "The adapter's address, such as http://127.0.0.1:9101." };
        var system = new Option<string?>("--system") { Description = "Only this system.", HelpName = "ID" };
        return new Command("describe", "Asks an adapter which systems it serves and what it can do with each.") { address, system }
            .Runs(environment, async (session, cancellationToken) =>
            {
                var response = await session.Adapter(session.Get(address)).DescribeAsync(
                    new DescribeRequest { SystemId = session.Get(system) ?? "" }, session.Call(cancellationToken));
                session.Printer.Answer(response, () => ListViews.Adapter(response));
                return ExitCodes.Done;
            });
    }
}
