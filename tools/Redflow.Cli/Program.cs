using Redflow.Cli;

return await new Tool(Surroundings.OfProcess()).RunAsync(args, CancellationToken.None);
