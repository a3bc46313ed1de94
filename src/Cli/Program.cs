using DsrGateway.Cli;

return await DsrCli.RunAsync(args, CliEnvironment.OfProcess(), CancellationToken.None);
