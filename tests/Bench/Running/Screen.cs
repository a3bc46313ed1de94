namespace DsrGateway.Bench.Running;

/// <summary>What goes on goes to the error stream, what came of it to the output.</summary>
internal static class Screen
{
    public static void Tell(string what) => Console.Error.WriteLine(what);

    public static void Line(string line = "") => Console.Out.WriteLine(line);
}
