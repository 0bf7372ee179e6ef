using System.Collections;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ImageStorage.Aws.Protocol;

/// <summary>
/// Writes a request as a form: <c>Action=ListMetrics&amp;Dimensions.member.1.Name=…</c>
/// (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). EC2 leaves out <c>.member</c>.
/// </summary>
/// <param name="serviceName">The service's namespace, for the SDK's telemetry.</param>
/// <param name="version">The version of the service's API.</param>
/// <param name="listInfix">The text between a list's name and an element's number.</param>
internal sealed class QueryForm(string serviceName, string version, string listInfix = ".member")
{
    public DefaultRequest Write(AmazonWebServiceRequest request, string action)
    {
        var form = new DefaultRequest(request, serviceName) { HttpMethod = "POST", ResourcePath = "/" };
        form.Parameters["Action"] = action;
        form.Parameters["Version"] = version;
        WriteMembers(form.Parameters, "", request);
        return form;
    }

    private void WriteMembers(IDictionary<string, string> form, string prefix, object shape)
    {
        foreach (var member in Shape.Members(shape.GetType()))
        {
            if (member.Property.GetValue(shape) is { } value)
                Write(form, prefix + member.InRequest, value);
        }
    }

    private void Write(IDictionary<string, string> form, string name, object value)
    {
        if (Shape.IsScalar(value.GetType()))
        {
            form[name] = Shape.Format(value);
        }
        else if (value is IList list)
        {
            // An empty list is sent, unlike a null one.
            if (list.Count == 0)
                form[name] = "";
            for (var index = 0; index < list.Count; index++)
                Write(form, $"{name}{listInfix}.{index + 1}", list[index]!);
        }
        else
        {
            WriteMembers(form, name + ".", value);
        }
    }
}
