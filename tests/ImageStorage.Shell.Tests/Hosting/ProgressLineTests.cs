using System.Management.Automation;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Shell.Hosting;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter _terminal = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Compose_of_any_record_fits_the_window_on_one_line() =>
        Gen.Select(Gen.String[1, 60], Gen.String[1, 60], Gen.Int[-1, 100], Gen.Int[1, 120]).Sample(
            (activity, status, percent, width) =>
            {
                var line = ProgressLine.Compose(new ProgressRecord(0, activity, status) { PercentComplete = percent }, width);
                return line.Length <= width && !line.Any(char.IsControl);
            },
            iter: 200);

    [Fact]
    public void Show_of_many_records_at_once_draws_the_first()
    {
        var line = new ProgressLine(_terminal, () => 80, _time);
        line.Show(new ProgressRecord(0, "Working", "first"));
        line.Show(new ProgressRecord(0, "Working", "second"));
        Assert.DoesNotContain("second", _terminal.ToString(), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMilliseconds(100));
        line.Show(new ProgressRecord(0, "Working", "third"));
        Assert.Contains("third", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_of_a_completed_record_erases_the_line()
    {
        var line = new ProgressLine(_terminal, () => 80, _time);
        line.Show(new ProgressRecord(0, "Working", "now"));
        line.Show(new ProgressRecord(0, "Working", "now") { RecordType = ProgressRecordType.Completed });
        Assert.EndsWith("\r\e[K", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Erase_of_nothing_writes_nothing()
    {
        new ProgressLine(_terminal, () => 80, _time).Erase();
        Assert.Empty(_terminal.ToString());
    }
}
