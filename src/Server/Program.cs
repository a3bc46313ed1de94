using DsrGateway.Cases;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Server.Grpc;
using DsrGateway.Server.Hosting;

try
{
    await GatewayApp.Build(args).RunAsync();
    return 0;
}
catch (ConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
