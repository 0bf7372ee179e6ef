using System.Globalization;
using System.Text;
using System.Xml;

namespace ImageStorage.Infrastructure.Reports;

/// <summary>Checks as JUnit XML, which every build server reads: a suite an area. A warning passes, with its sentence as output.</summary>
internal static class JUnitReport
{
    public static byte[] Render(IReadOnlyList<InfrastructureCheck> checks)
    {
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false };
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, settings))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, checks);
            foreach (var area in checks.GroupBy(check => check.Area))
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", area.Key.ToString());
                WriteCounts(xml, [.. area]);
                foreach (var check in area)
                    Write(xml, check);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, InfrastructureCheck check)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"ImageStorage.{check.Area}");
        xml.WriteAttributeString("name", check.Name);
        xml.WriteAttributeString("time", Seconds(check.Duration));
        switch (check.Status)
        {
            case CheckStatus.Failed:
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", Printable(check.Detail));
                xml.WriteString(Printable($"Expected: {check.Expected}\nActual: {check.Actual}\nRemedy: {check.Remedy}"));
                xml.WriteEndElement();
                break;
            case CheckStatus.Unknown:
                xml.WriteStartElement("error");
                xml.WriteAttributeString("message", Printable(check.Detail));
                xml.WriteString(Printable($"Remedy: {check.Remedy}"));
                xml.WriteEndElement();
                break;
            case CheckStatus.Skipped:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Printable(check.Detail));
                xml.WriteEndElement();
                break;
            case CheckStatus.Warning:
                xml.WriteElementString("system-out", Printable($"Warning: {check.Detail} {check.Remedy}".TrimEnd()));
                break;
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<InfrastructureCheck> checks)
    {
        xml.WriteAttributeString("tests", checks.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(CheckStatus.Failed));
        xml.WriteAttributeString("errors", Count(CheckStatus.Unknown));
        xml.WriteAttributeString("skipped", Count(CheckStatus.Skipped));
        // They run side by side: the longest is what was waited for.
        xml.WriteAttributeString("time", Seconds(checks.Count == 0 ? TimeSpan.Zero : checks.Max(check => check.Duration)));

        string Count(CheckStatus status) => checks.Count(check => check.Status == status).ToString(CultureInfo.InvariantCulture);
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>What a service answered may hold characters that XML 1.0 has no way to write.</summary>
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            printable.Append(rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF) ? rune.ToString() : "\uFFFD");
        return printable.ToString();
    }
}
