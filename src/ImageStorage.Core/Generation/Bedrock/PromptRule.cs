using System.Globalization;
using System.Text;

namespace ImageStorage.Generation.Bedrock;

/// <summary>Rejects an invalid prompt or seed before a request is sent and billed.</summary>
internal static class PromptRule
{
    public static void Check(ModelEntry model, ImageGenerationRequest request)
    {
        Check(request.Prompt, model.Id, model.MaxPromptLength, "what the picture should show");
        if (request.Seed > model.MaxSeed)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"The seed {request.Seed} is not valid for the model '{model.Id}'. Use a -Seed from 0 to {model.MaxSeed}.");
        }
    }

    /// <param name="prompt">The prompt.</param>
    /// <param name="modelId">The model's id, for the message.</param>
    /// <param name="maxLength">In Unicode characters; null for no limit.</param>
    /// <param name="wanted">What the prompt should describe.</param>
    public static void Check(string prompt, string modelId, int? maxLength, string wanted)
    {
        if (string.IsNullOrWhiteSpace(prompt))
            throw new ImageStorageException(ImageStorageError.PromptRejected, $"The prompt is empty. Describe {wanted}.");
        if (Length(prompt) is not { } length)
        {
            throw new ImageStorageException(
                ImageStorageError.PromptRejected, "The prompt is not valid Unicode text: it contains a lone surrogate. Enter it again.");
        }
        if (length > maxLength)
        {
            throw new ImageStorageException(
                ImageStorageError.PromptRejected,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The prompt has {length:N0} characters; the model '{modelId}' accepts at most {maxLength:N0}. Shorten it."));
        }
    }

    /// <summary>In Unicode characters, as JSON schemas count; null when the text is not well-formed.</summary>
    private static int? Length(string text)
    {
        var length = 0;
        for (var index = 0; index < text.Length; length++)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune))
                return null;
            index += rune.Utf16SequenceLength;
        }

        return length;
    }
}
