namespace ImageStorage.Cmdlets.Engine;

/// <summary>Reports progress synchronously, on the reporting thread; Progress&lt;T&gt; would post it.</summary>
internal sealed class CallbackProgress<T>(Action<T> callback) : IProgress<T>
{
    public void Report(T value) => callback(value);
}
