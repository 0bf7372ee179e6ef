using System.Text;

namespace ImageStorage.Optimization;

/// <summary>
/// The XMP packet that says that a picture was made by a trained model: IPTC DigitalSourceType, the marker that search engines and
/// social networks read (IPTC Photo Metadata Standard 2023.1; ISO 16684-1 for the packet).
/// </summary>
internal static class GeneratedImageMarker
{
    public const string DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    public static readonly byte[] Xmp = Encoding.UTF8.GetBytes(
        $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><Iptc4xmpExt:DigitalSourceType>{DigitalSourceType}</Iptc4xmpExt:DigitalSourceType></rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """);
}
