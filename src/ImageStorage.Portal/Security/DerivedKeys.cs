using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>
/// The keys that protect cookies and antiforgery tokens, derived from a secret that all instances have: every instance reads what any
/// other wrote, none has to reach another or a store for it, and no key lies where a picture's URL could lead.
/// </summary>
internal sealed class DerivedKeys(IOptions<PortalOptions> options) : IXmlRepository
{
    private const int KeyBytes = 64;

    // The youngest of the keys in force protects; the other still opens.
    private static readonly DateTimeOffset FormerFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset CurrentFrom = FormerFrom.AddYears(1);
    private static readonly DateTimeOffset Until = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var current = options.Value.CookieSecret ?? options.Value.ClientSecret
            ?? throw new InvalidOperationException("Keys are derived only where there is a secret.");
        return options.Value.FormerCookieSecret is { } former
            ? [Key(former, FormerFrom), Key(current, CurrentFrom)]
            : [Key(current, CurrentFrom)];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("Keys are derived from Portal:CookieSecret and never stored.");

    /// <summary>A key in the form that data protection stores.</summary>
    private static XElement Key(string secret, DateTimeOffset from)
    {
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: "ImageStorage.Portal data protection key"u8.ToArray());
        var id = new Guid(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 16, info: "ImageStorage.Portal data protection id"u8.ToArray()));
        var descriptor = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), new Secret(material)).ExportToXml();
        return new XElement(
            "key",
            new XAttribute("id", id),
            new XAttribute("version", 1),
            new XElement("creationDate", Text(from)),
            new XElement("activationDate", Text(from)),
            new XElement("expirationDate", Text(Until)),
            new XElement(
                "descriptor",
                new XAttribute("deserializerType", descriptor.DeserializerType.AssemblyQualifiedName!),
                descriptor.SerializedDescriptorElement));
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
