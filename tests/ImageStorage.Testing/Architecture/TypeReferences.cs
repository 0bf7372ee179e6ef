using System.Reflection;
using System.Reflection.Emit;

namespace ImageStorage.Testing.Architecture;

/// <summary>The types that a compiled type uses: in its bases, attributes, members' signatures and method bodies. Constants leave no trace in IL.</summary>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The outermost types of everything that a type uses; a nested or compiler-generated type counts for its outer one.</summary>
    public static HashSet<Type> Of(Type type)
    {
        var used = new HashSet<Type>();
        Add(used, type.BaseType);
        foreach (var implemented in type.GetInterfaces())
            Add(used, implemented);
        AddAttributes(used, type);
        foreach (var parameter in type.GetGenericArguments())
            AddConstraints(used, parameter);
        foreach (var field in type.GetFields(Declared))
        {
            Add(used, field.FieldType);
            AddAttributes(used, field);
        }

        foreach (var property in type.GetProperties(Declared))
            AddAttributes(used, property);
        foreach (var method in type.GetMembers(Declared).OfType<MethodBase>())
            AddMethod(used, method);
        return used;
    }

    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static void AddMethod(HashSet<Type> used, MethodBase method)
    {
        AddSignature(used, method);
        AddAttributes(used, method);
        if (method.IsGenericMethodDefinition)
        {
            foreach (var parameter in method.GetGenericArguments())
                AddConstraints(used, parameter);
        }

        if (method.GetMethodBody() is not { } body)
            return;
        foreach (var local in body.LocalVariables)
            Add(used, local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
            Add(used, clause.CatchType);
        if (body.GetILAsByteArray() is { } code)
            AddInstructions(used, method, code);
    }

    private static void AddInstructions(HashSet<Type> used, MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var index = 0; index < code.Length;)
        {
            short value = code[index++];
            if (value == 0xFE)
                value = unchecked((short)(0xFE00 | code[index++]));
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                AddMember(used, method.Module.ResolveMember(BitConverter.ToInt32(code, index), typeArguments, methodArguments));
            index += Length(operand, code, index);
        }
    }

    private static int Length(OperandType operand, byte[] code, int index) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, index)),
        _ => 4,
    };

    private static void AddMember(HashSet<Type> used, MemberInfo? member)
    {
        if (member is Type type)
        {
            Add(used, type);
            return;
        }

        Add(used, member?.DeclaringType);
        if (member is FieldInfo field)
            Add(used, field.FieldType);
        if (member is not MethodBase method)
            return;
        AddSignature(used, method);
        if (method.IsGenericMethod)
        {
            foreach (var argument in method.GetGenericArguments())
                Add(used, argument);
        }
    }

    private static void AddSignature(HashSet<Type> used, MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
            Add(used, parameter.ParameterType);
        if (method is MethodInfo function)
            Add(used, function.ReturnType);
    }

    private static void AddConstraints(HashSet<Type> used, Type parameter)
    {
        if (!parameter.IsGenericParameter)
            return;
        foreach (var constraint in parameter.GetGenericParameterConstraints())
            Add(used, constraint);
    }

    private static void AddAttributes(HashSet<Type> used, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(used, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
                Add(used, argument.Value as Type);
        }
    }

    private static void Add(HashSet<Type> used, Type? type)
    {
        while (type?.HasElementType == true)
            type = type.GetElementType();
        if (type is null || type.IsGenericParameter)
            return;
        if (type.IsGenericType)
        {
            foreach (var argument in type.GenericTypeArguments)
                Add(used, argument);
            type = type.GetGenericTypeDefinition();
        }

        used.Add(Outermost(type));
    }
}
