using System.Collections;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ImageStorage.Aws.Protocol;

/// <summary>Reads and writes the members of requests and answers as XML. Namespaces are ignored, because services differ in them.</summary>
internal static class XmlShape
{
    // Document types are prohibited, because their entities could read files or expand without limit.
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">The bytes are not XML, or have a document type.</exception>
    public static XElement Parse(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), Settings);
        return XElement.Load(reader);
    }

    /// <summary>The first child with a name; null for none.</summary>
    public static XElement? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <exception cref="FormatException">A value is not of its member's type.</exception>
    public static T Read<T>(XElement element)
        where T : class =>
        (T)Read(element, typeof(T))!;

    public static byte[] Write(string name, object shape, XNamespace xmlns)
    {
        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
            Element(xmlns + name, shape, null).Save(writer);
        return body.ToArray();
    }

    private static object? Read(XElement element, Type type)
    {
        if (Shape.IsScalar(type))
            return Shape.Parse(element.Value, type);
        if (Shape.ElementOf(type) is { } elementType)
        {
            var list = (IList)Activator.CreateInstance(type)!;
            foreach (var child in element.Elements())
                list.Add(Read(child, elementType));
            return list;
        }

        var shape = Activator.CreateInstance(type)!;
        foreach (var member in Shape.Members(type))
        {
            if (element.Child(member.InAnswer) is { } child)
                member.Property.SetValue(shape, Read(child, member.Type));
        }

        return shape;
    }

    private static XElement Element(XName name, object value, string? item)
    {
        if (Shape.IsScalar(value.GetType()))
            return new XElement(name, Shape.Format(value));
        if (value is IList list)
            return new XElement(name, list.Cast<object>().Select(entry => Element(name.Namespace + (item ?? "member"), entry, null)));
        return new XElement(
            name,
            Shape.Members(value.GetType())
                .Select(member => (Member: member, Value: member.Property.GetValue(value)))
                .Where(pair => pair.Value is not null)
                .Select(pair => Element(name.Namespace + pair.Member.InRequest, pair.Value!, pair.Member.Names?.Item)));
    }
}
