namespace ImageStorage.Generation.Bedrock;

/// <summary>Something that a model is asked for, while it is.</summary>
internal sealed class ModelCall(string operation, IModel model)
{
    /// <summary>The name in the log and the counters, such as <c>model.invoke</c>.</summary>
    public string Operation { get; } = operation;

    public IModel Model { get; } = model;

    /// <summary>The attempt that is under way, from 1; 0 before the first.</summary>
    public int Attempt { get; set; }
}
