using System.Collections;
using System.Management.Automation;

namespace ImageStorage.Shell.StandardCommands;

/// <summary><c>Write-Host</c>: shows text to the user, through the information stream.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    // The engine always shows information with this tag, whatever $InformationPreference is.
    private const string HostTag = "PSHOST";

#pragma warning disable CA1720 // The name is that of the standard cmdlet.
    /// <summary>What to write.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }
#pragma warning restore CA1720

    /// <summary>No line ending after the text.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>What to put between the items of a collection.</summary>
    [Parameter]
    public object Separator { get; set; } = " ";

    /// <summary>The colour of the text.</summary>
    [Parameter]
    public ConsoleColor ForegroundColor { get; set; }

    /// <summary>The colour behind the text.</summary>
    [Parameter]
    public ConsoleColor BackgroundColor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var message = new HostInformationMessage { Message = ToText(Object), NoNewLine = NoNewline };
        if (MyInvocation.BoundParameters.ContainsKey(nameof(ForegroundColor)))
            message.ForegroundColor = ForegroundColor;

        if (MyInvocation.BoundParameters.ContainsKey(nameof(BackgroundColor)))
            message.BackgroundColor = BackgroundColor;

        WriteInformation(message, [HostTag]);
    }

    private string ToText(object? value)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => "",
            string text => text,
            IEnumerable items => string.Join(Separator.ToString(), items.Cast<object?>().Select(ToText)),
            _ => PSObject.AsPSObject(value).ToString(),
        };
    }
}
