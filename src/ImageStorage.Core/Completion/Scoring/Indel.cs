using System.Text;

namespace ImageStorage.Completion.Scoring;

/// <summary>
/// The similarity of two texts by their characters: twice the length of their longest common subsequence, divided by the length of both
/// together (1 minus the normalised Indel distance). Computed 64 characters at a time (Hyyrö, "Bit-parallel LCS-length computation
/// revisited", 2004).
/// </summary>
internal static class Indel
{
    private const int Bits = 64;

    /// <summary>From 0 (nothing in common) to 1 (equal); 1 for two empty texts.</summary>
    public static double Ratio(string one, string other)
    {
        Rune[] left = [.. one.EnumerateRunes()];
        Rune[] right = [.. other.EnumerateRunes()];
        return left.Length + right.Length == 0 ? 1 : 2.0 * CommonLength(left, right) / (left.Length + right.Length);
    }

    private static int CommonLength(Rune[] left, Rune[] right)
    {
        var blocks = (left.Length + Bits - 1) / Bits;
        var places = new Dictionary<Rune, ulong[]>();
        for (var index = 0; index < left.Length; index++)
        {
            if (!places.TryGetValue(left[index], out var found))
                places[left[index]] = found = new ulong[blocks];
            found[index / Bits] |= 1UL << (index % Bits);
        }

        // A zero bit for each character of the left text that is in the common subsequence so far.
        var row = new ulong[blocks];
        Array.Fill(row, ulong.MaxValue);
        foreach (var rune in right)
        {
            if (places.TryGetValue(rune, out var matches))
                Advance(row, matches);
        }

        return left.Length - CountOnes(row, left.Length);
    }

    private static void Advance(ulong[] row, ulong[] matches)
    {
        var carry = 0UL;
        for (var block = 0; block < row.Length; block++)
        {
            var matched = row[block] & matches[block];
            var sum = unchecked(row[block] + matched + carry);
            carry = sum < row[block] || (carry == 1 && sum == row[block]) ? 1UL : 0UL;
            row[block] = sum | (row[block] & ~matches[block]);
        }
    }

    private static int CountOnes(ulong[] row, int length)
    {
        var ones = 0;
        for (var block = 0; block < row.Length; block++)
        {
            var used = Math.Min(Bits, length - (block * Bits));
            ones += System.Numerics.BitOperations.PopCount(used == Bits ? row[block] : row[block] & ((1UL << used) - 1));
        }

        return ones;
    }
}
