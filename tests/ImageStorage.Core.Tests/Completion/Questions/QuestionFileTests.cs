using System.Text;

namespace ImageStorage.Completion.Questions;

public sealed class QuestionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("q.json", """[ { "Id": 7, "Question": "Half of 8?", "Answer": 4 }, { "question": "Ist 2 gerade? 🙂", "answer": "ja" }, ]""")]
    [InlineData("q.csv", "\uFEFFid, Question ,answer,Note\r\n7,Half of 8?,4,easy\r\n\r\n,Ist 2 gerade? 🙂,ja\r\n")]
    [InlineData("q.CSV", "Answer,Question,Id\n4,\"Half of 8?\",7\n\"ja\",Ist 2 gerade? 🙂")]
    public async Task ReadAsync_takes_questions_and_numbers_those_without_an_id(string name, string text) =>
        Assert.Equal([new("7", "Half of 8?", "4"), new("2", "Ist 2 gerade? 🙂", "ja")], await ReadAsync(name, text));

    [Fact]
    public async Task ReadAsync_of_csv_takes_quotes_commas_and_lines_within_a_field() =>
        Assert.Equal(
            [new("1", "He said \"no\", and\nleft?", "yes, he did"), new("2", "b", "c")],
            await ReadAsync("q.csv", "Question,Answer\n\"He said \"\"no\"\", and\nleft?\",\"yes, he did\"\nb,c"));

    [Theory]
    [InlineData("q.json", "", "empty")]
    [InlineData("q.json", "[]", "no question")]
    [InlineData("q.json", "{\"Question\": \"q\"}", "not a JSON list")]
    [InlineData("q.json", "[ 1 ]", "question 1 is not an object")]
    [InlineData("q.json", "[ { \"Question\": \"q\", \"Answer\": \"a\" }, { \"Question\": \"q\" } ]", "question 2 has no Answer")]
    [InlineData("q.json", "[ { \"Question\": \"q\", \"Answer\": {} } ]", "question 1 has no Answer")]
    [InlineData("q.json", "[\n { \"Question\": \"q\"", "line 2")]
    [InlineData("q.json", "[ { \"Id\": 2, \"Question\": \"q\", \"Answer\": \"a\" }, { \"Question\": \"r\", \"Answer\": \"a\" } ]", "question 2 has the id '2'")]
    [InlineData("q.csv", "Frage;Antwort\na;b", "line 1 does not name")]
    [InlineData("q.csv", "Question,Answer", "no question")]
    [InlineData("q.csv", "Question,Answer\na,b\n\"two\nlines\",\nc,d", "line 3 has no Answer")]
    [InlineData("q.csv", "Question,Answer\na,b\nc", "line 3 has no Answer")]
    [InlineData("q.csv", "Question,Answer\na,\"b", "line 2 has a quote that is not closed")]
    [InlineData("q.csv", "Question,Answer\n\"a\"b,c", "line 2 has text after a closing quote")]
    public async Task ReadAsync_of_what_is_no_list_of_questions_says_where(string name, string text, string expected)
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => ReadAsync(name, text));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.File(name), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_of_another_encoding_says_so()
    {
        await File.WriteAllBytesAsync(_folder.File("q.csv"), Encoding.Latin1.GetBytes("Question,Answer\nWürfel?,ja"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => QuestionFile.ReadAsync(_folder.File("q.csv"), default));

        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.json", "the file does not exist")]
    [InlineData("", "cannot be read")]
    public async Task ReadAsync_of_what_is_no_file_says_so(string name, string expected)
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => QuestionFile.ReadAsync(Path.Combine(_folder.Path, name), default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IReadOnlyList<QuestionAnswer>> ReadAsync(string name, string text)
    {
        await File.WriteAllTextAsync(_folder.File(name), text);
        return await QuestionFile.ReadAsync(_folder.File(name), default);
    }
}
