using System.Reflection;
using System.Reflection.Metadata;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>The other direction: what the user's types must fill in, and what they believe there is to override.</summary>
internal sealed partial class Resolver
{
    private static readonly HashSet<string> VirtualsOfEveryObject =
        [.. typeof(Exception).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method.IsVirtual).Select(method => method.Name)];

    private void ResolveInheritance()
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var chain = Chain(handle);
            var name = MetadataNames.Name(reader, handle);
            if (chain.Exists(view => view.Library != user))
            {
                ResolveBase(name, type, chain);
            }

            foreach (var implementation in type.GetInterfaceImplementations().Select(reader.GetInterfaceImplementation))
            {
                // An interface may extend another without implementing it.
                if (!type.Attributes.HasFlag(TypeAttributes.Interface)
                    && View(implementation.Interface, MetadataNames.OwnParameters) is { } contract && contract.Library != user)
                {
                    ResolveInterface(name, type, chain, contract);
                }
            }
        }
    }

    /// <summary>The type itself, then its bases, as far as user and providers go.</summary>
    private List<TypeView> Chain(TypeDefinitionHandle handle)
    {
        var chain = new List<TypeView>();
        for (var view = View(handle, MetadataNames.OwnParameters); view is not null;)
        {
            chain.Add(view);
            view = view.Type.BaseType.IsNil ? null : BaseOf(view);
        }

        return chain;
    }

    private TypeView? BaseOf(TypeView view)
    {
        if (view.Library == user)
        {
            return View(view.Type.BaseType, view.Arguments);
        }

        // Inside a provider handles mean something else: its own reader must read them.
        var inside = new Resolver(view.Library, providers);
        return inside.View(view.Type.BaseType, view.Arguments);
    }

    private void ResolveBase(string name, TypeDefinition type, List<TypeView> chain)
    {
        if (chain.Skip(1).Any(view => view.Type.Attributes.HasFlag(TypeAttributes.Sealed)))
        {
            faults.Add($"{name} derives from a sealed type");
        }

        var slots = chain.Skip(1).SelectMany(view => view.Methods.Where(method => method.IsVirtual)).ToList();
        foreach (var method in chain[0].Methods.Where(method => method.IsVirtual && !method.IsNewSlot))
        {
            Overrides++;
            if (!slots.Exists(slot => slot.IsOpen && slot.CanFill(method)) && !VirtualsOfEveryObject.Contains(method.Name))
            {
                faults.Add($"{name} overrides {method}");
            }
        }

        if (type.Attributes.HasFlag(TypeAttributes.Abstract))
        {
            return;
        }

        foreach (var slot in slots.Where(slot => slot.IsAbstract))
        {
            if (!chain.SelectMany(view => view.Methods).Any(method => !method.IsAbstract && method.CanFill(slot)))
            {
                faults.Add($"{name} does not override {slot}");
            }
        }
    }

    private void ResolveInterface(string name, TypeDefinition type, List<TypeView> chain, TypeView contract)
    {
        var byName = chain.SelectMany(view => view.Methods).Where(method => method.Attributes.HasFlag(MethodAttributes.Public)).ToList();
        var contractName = contract.Library.Reader.GetString(contract.Type.Name);
        var outright = type.GetMethodImplementations().Select(reader.GetMethodImplementation)
            .Where(implementation => implementation.MethodDeclaration.Kind == HandleKind.MemberReference)
            .Select(implementation => reader.GetMemberReference((MemberReferenceHandle)implementation.MethodDeclaration))
            .Where(member => View(member.Parent, MetadataNames.OwnParameters)?.Type.Equals(contract.Type) == true)
            .Select(member => (reader.GetString(member.Name),
                MetadataNames.Signature(member.DecodeMethodSignature(MetadataNames.Instance, contract.Arguments))))
            .ToHashSet();
        foreach (var slot in contract.Methods.Where(method => method.IsVirtual))
        {
            Overrides++;
            // A method that is not abstract is a default: it need not be implemented.
            if (slot.IsAbstract && !outright.Contains((slot.Name, slot.Signature)) && !byName.Exists(method => method.CanFill(slot)))
            {
                faults.Add($"{name} does not implement {contractName}.{slot}");
            }
        }
    }
}
