namespace Grpc.Core;

/// <summary>A method without its message types.</summary>
public interface IMethod
{
    MethodType Type { get; }

    string ServiceName { get; }

    string Name { get; }

    /// <summary>The request path: <c>/package.Service/Method</c>.</summary>
    string FullName { get; }
}

/// <summary>A method as generated code declares it for both sides.</summary>
public class Method<TRequest, TResponse>(
    MethodType type,
    string serviceName,
    string name,
    Marshaller<TRequest> requestMarshaller,
    Marshaller<TResponse> responseMarshaller) : IMethod
{
    public MethodType Type { get; } = type;

    public string ServiceName { get; } = NotNull(serviceName);

    public string Name { get; } = NotNull(name);

    public Marshaller<TRequest> RequestMarshaller { get; } = NotNull(requestMarshaller);

    public Marshaller<TResponse> ResponseMarshaller { get; } = NotNull(responseMarshaller);

    public string FullName { get; } = $"/{serviceName}/{name}";

    private static T NotNull<T>(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
