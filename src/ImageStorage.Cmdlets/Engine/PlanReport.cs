using System.Globalization;
using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>Says with -WhatIf what a call would do: a line for each item, and one with the numbers and the price of all.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class PlanReport(PSCmdlet cmdlet)
{
    private readonly SortedDictionary<PlanAction, int> _counts = [];
    private decimal _priceUsd;
    private int _unpriced;

    public void Write(ImagePlanItem item)
    {
        _counts[item.Action] = _counts.GetValueOrDefault(item.Action) + 1;
        if (item.Action == PlanAction.Make)
        {
            _priceUsd += item.PriceUsd ?? 0;
            _unpriced += item.PriceUsd is null ? 1 : 0;
        }

        WriteLine($"{item.Action} '{item.AssignmentId}'{Price(item)}. {item.Reason}");
    }

    public void WriteTotal()
    {
        var counts = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
        var unpriced = _unpriced == 0 ? "" : $", and {_unpriced} without a known price";
        WriteLine($"In all: {counts}; list price {Format(_priceUsd)} USD{unpriced}. Nothing was changed.");
    }

    private static string Price(ImagePlanItem item) => item switch
    {
        { Action: not PlanAction.Make } or { Path: not null } or { ModelId: null } => "",
        { PriceUsd: { } price } => $" with the model '{item.ModelId}' for {Format(price)} USD",
        _ => $" with the model '{item.ModelId}', whose price is not known",
    };

    // With -WhatIf this only prints the text, behind "What if: ".
    private void WriteLine(string text) => cmdlet.ShouldProcess(text, text, text);

    private static string Format(decimal usd) => usd.ToString("0.00##", CultureInfo.InvariantCulture);
}
