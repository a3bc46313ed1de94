using System.Collections;

namespace DsrGateway.Cases.Configuring;

/// <summary>Equal to another list with equal elements in the same order, so that records that hold lists are equal by value.</summary>
internal sealed class EqualList<T>(T[] items) : IReadOnlyList<T>, IEquatable<EqualList<T>>
{
    public T this[int index] => items[index];

    public int Count => items.Length;

    public bool Equals(EqualList<T>? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as EqualList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", items)}]";

    public IEnumerator<T> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal static class EqualList
{
    /// <summary>
    /// Copies, so that nobody can change a configuration through the array it was made of. Null, a field absent from JSON, is empty.
    /// </summary>
    public static EqualList<T> Of<T>(IReadOnlyList<T>? items) =>
        items as EqualList<T> ?? new EqualList<T>([.. items ?? []]);
}
