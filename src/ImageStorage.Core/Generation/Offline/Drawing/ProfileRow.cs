namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>One row of a turned body.</summary>
/// <param name="HalfWidth">Half of what is seen of it in this row.</param>
/// <param name="Radius">The radius of the body there; more than the half width in the rows of a round foot.</param>
/// <param name="Slope">By how much the radius grows to the next row.</param>
/// <param name="Colour">The body's own colour there.</param>
internal readonly record struct ProfileRow(float HalfWidth, float Radius, float Slope, Colour Colour);
