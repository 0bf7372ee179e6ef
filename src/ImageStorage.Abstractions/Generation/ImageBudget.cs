using System.Globalization;

namespace ImageStorage;

/// <summary>
/// The most that the pictures of several requests may cost together, by their list prices. Safe for many threads: the price is reserved
/// before a model is asked, so that requests in progress count.
/// </summary>
/// <param name="limitUsd">The budget in US dollars.</param>
public sealed class ImageBudget(decimal limitUsd)
{
    private readonly Lock _lock = new();
    private decimal _spentUsd;

    /// <summary>The budget in US dollars.</summary>
    public decimal LimitUsd => limitUsd;

    /// <summary>The list prices of the pictures that were made, are being made, or may have been billed.</summary>
    public decimal SpentUsd
    {
        get
        {
            lock (_lock)
                return _spentUsd;
        }
    }

    /// <summary>Reserves the price of one picture.</summary>
    /// <param name="modelId">The model, for the message.</param>
    /// <param name="priceUsd">Its list price; null when it is not known.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.BudgetExceeded"/>; <see cref="ImageStorageError.ConfigurationInvalid"/> for a price that is not known.
    /// </exception>
    public void Reserve(string modelId, decimal? priceUsd)
    {
        if (priceUsd is not { } price)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"The list price of the model '{modelId}' is not known, so a budget cannot be kept and no picture was made. "
                + "Choose a model with a price, as Get-ImageModel lists them, or leave out -Budget.");
        }

        lock (_lock)
        {
            // A picture without a price fits into every budget, also into one that is used up.
            if (price > 0 && _spentUsd + price > limitUsd)
            {
                throw new ImageStorageException(
                    ImageStorageError.BudgetExceeded,
                    $"The budget of {Format(limitUsd)} USD does not allow this picture, and it was not made: {Format(_spentUsd)} USD are spent, "
                    + $"and one of the model '{modelId}' costs {Format(price)} USD. Run the rest with a larger -Budget, or choose a cheaper model.");
            }

            _spentUsd += price;
        }
    }

    /// <summary>Gives back a reserved price for which nothing was billed.</summary>
    /// <param name="priceUsd">The price.</param>
    public void GiveBack(decimal priceUsd)
    {
        lock (_lock)
            _spentUsd -= priceUsd;
    }

    private static string Format(decimal usd) => usd.ToString("0.00##", CultureInfo.InvariantCulture);
}
