using System.Security.Cryptography;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>-WhatIf says what would really happen, writes nothing, and its plan can be carried out.</summary>
public sealed class PlanTests : IDisposable
{
    /// <summary>Makes of objects what Export-Csv and Import-Csv make of them: properties of text. Empty cells are left out.</summary>
    internal const string AsCsvRows = """
        function AsCsvRows {
            process {
                $row = [ordered]@{}
                foreach ($property in $_.psobject.Properties) {
                    $row[$property.Name] = [string]$property.Value
                }
                [pscustomobject]$row
            }
        }

        """;

    private const string List = """
        [pscustomobject]@{ AssignmentId = 'new'; Prompt = 'A red kite' }
        [pscustomobject]@{ AssignmentId = 'quiz-1'; Prompt = 'A red kite' }
        [pscustomobject]@{ AssignmentId = 'quiz-1x'; Prompt = 'A blue whale' }
        [pscustomobject]@{ AssignmentId = 'not an id'; Prompt = 'A red kite' }
        [pscustomobject]@{ AssignmentId = 'empty'; Prompt = ' ' }
        [pscustomobject]@{ AssignmentId = 'dead'; Prompt = 'A red kite'; ModelId = 'stability.stable-diffusion-xl-v1' }
        [pscustomobject]@{ AssignmentId = 'gone'; Path = 'gone.png' }
        [pscustomobject]@{ AssignmentId = 'bad'; Path = 'bad.png' }
        [pscustomobject]@{ AssignmentId = 'file'; Path = 'good.png' }
        [pscustomobject]@{ AssignmentId = 'sent'; Prompt = 'A red kite' }
        [pscustomobject]@{ AssignmentId = 'new'; Prompt = 'Another kite' }
        """;

    private readonly LineHost _host = new();
    private readonly ModuleSession _session;

    public PlanTests() => _session = new ModuleSession(host: _host);

    [Fact]
    public void New_AssignmentImage_WhatIf_says_for_each_item_what_would_happen_and_changes_nothing()
    {
        Prepare();
        var before = Snapshot();

        var plan = _session.Invoke($"$({List}) | New-AssignmentImage -WhatIf -Plan").AssertNoErrors().All<ImagePlanItem>();

        Assert.Equal(
            [
                PlanAction.Make, PlanAction.Reuse, PlanAction.Conflict, PlanAction.Invalid, PlanAction.Invalid, PlanAction.Invalid,
                PlanAction.Missing, PlanAction.Invalid, PlanAction.Make, PlanAction.Conflict, PlanAction.Conflict,
            ],
            plan.Select(item => item.Action));
        Assert.All(plan, item => Assert.NotEqual("", item.Reason));
        Assert.Equal("quiz-1", plan[1].ReusedFrom);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void New_AssignmentImage_WhatIf_says_what_the_real_call_then_does()
    {
        Prepare();
        var plan = _session.Invoke($"$({List}) | Where-Object Prompt -ne 'Another kite' | New-AssignmentImage -WhatIf -Plan").AssertNoErrors().All<ImagePlanItem>();

        var real = _session.Invoke($"$({List}) | Where-Object Prompt -ne 'Another kite' | New-AssignmentImage");

        Assert.Equal(
            plan.Where(item => item.Action is PlanAction.Make or PlanAction.Reuse).Select(item => (item.AssignmentId, item.Action == PlanAction.Reuse)),
            real.All<AssignmentImage>().Select(image => (image.AssignmentId, image.Reused)));
        Assert.Equal(plan.Count(item => item.Action is not (PlanAction.Make or PlanAction.Reuse)), real.Errors.Count);
    }

    [Fact]
    public void New_AssignmentImage_WhatIf_writes_a_line_for_each_item_and_a_total()
    {
        Prepare();

        Assert.Empty(_session.Invoke($"$({List}) | New-AssignmentImage -WhatIf").AssertNoErrors().Output);

        Assert.Equal(12, _host.Lines.Count);
        Assert.StartsWith("What if: Make 'new' with the model 'offline' for 0.00 USD. There is no such assignment yet.", _host.Lines[0], StringComparison.Ordinal);
        Assert.Contains("In all: 2 Make, 1 Reuse, 3 Conflict, 4 Invalid, 1 Missing; list price 0.00 USD.", _host.Lines[11], StringComparison.Ordinal);
    }

    [Fact]
    public void New_AssignmentImage_with_WhatIfPreference_says_what_would_happen_unless_WhatIf_is_false()
    {
        Assert.Empty(_session.Invoke("$WhatIfPreference = $true; New-AssignmentImage kite").AssertNoErrors().Output);
        AssertActions("Make");

        Assert.Single(_session.Invoke("$WhatIfPreference = $true; New-AssignmentImage kite -WhatIf:$false").AssertNoErrors().Output);
    }

    [Fact]
    public void New_AssignmentImage_WhatIf_ReuseExisting_names_the_assignment_whose_picture_is_copied()
    {
        Prepare();

        var item = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId copy -ReuseExisting -WhatIf -Plan").One<ImagePlanItem>();

        Assert.Equal((PlanAction.Reuse, "quiz-1", 0m), (item.Action, item.ReusedFrom, item.PriceUsd));
    }

    [Fact]
    public void New_AssignmentImage_Plan_without_WhatIf_is_refused_and_makes_nothing()
    {
        var error = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1 -Plan").AssertError(ImageStorageError.ConfigurationInvalid);

        Assert.Contains("-WhatIf", error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_session.Home, "objects")));
    }

    [Fact]
    public void New_AssignmentImage_carries_out_a_plan_and_reports_what_the_plan_refuses()
    {
        Prepare();
        var plan = _session.Invoke($"$plan = $({List}) | New-AssignmentImage -WhatIf -Plan; $plan").AssertNoErrors().All<ImagePlanItem>();

        var done = _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage");

        Assert.Equal(["new", "quiz-1", "file"], done.All<AssignmentImage>().Select(image => image.AssignmentId));
        var refused = plan.Where(item => item.Action is not (PlanAction.Make or PlanAction.Reuse)).ToList();
        Assert.Equal(refused.Count, done.Errors.Count);
        Assert.All(refused.Zip(done.Errors), pair => Assert.Contains(pair.First.Reason.Trim(), pair.Second.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("New-AssignmentImage 'A blue whale' -AssignmentId new")]
    [InlineData("New-Assignment -NoImage 'A blue whale' -AssignmentId new")]
    [InlineData(",(Optimize-Image good.png) | Send-S3Image -AssignmentId new")]
    public void New_AssignmentImage_refuses_an_item_of_a_plan_whose_assignment_has_changed(string change)
    {
        Prepare();
        _session.Invoke("$plan = New-AssignmentImage 'A red kite' -AssignmentId new -Force -WhatIf -Plan").AssertNoErrors();
        _session.Invoke(change).AssertNoErrors();
        var before = Snapshot();

        _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage").AssertError(ImageStorageError.AssignmentConflict);

        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void New_AssignmentImage_refuses_an_item_of_a_plan_whose_file_has_changed()
    {
        Prepare();
        _session.Invoke("$plan = New-AssignmentImage -Path good.png -AssignmentId new -WhatIf -Plan").AssertNoErrors();
        File.WriteAllBytes(Path.Combine(_session.Folder, "good.png"), TestPictures.Png(seed: 9));

        _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage").AssertError(ImageStorageError.AssignmentConflict);
    }

    [Fact]
    public void New_AssignmentImage_carries_out_a_plan_with_the_switches_that_it_was_made_with()
    {
        Prepare();
        _session.Invoke("$plan = New-AssignmentImage 'A blue whale' -AssignmentId quiz-1 -Force -Permanent -WhatIf -Plan").AssertNoErrors();

        var made = _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage").One<AssignmentImage>();

        Assert.Equal(("A blue whale", false), (made.Assignment.Prompt, made.Reused));
    }

    [Fact]
    public void New_AssignmentImage_carries_out_a_plan_of_copies_each_of_the_planned_picture()
    {
        Prepare();
        _session.Invoke("$plan = 'A red kite', 'A red kite', 'A green kite', 'A green kite' | New-AssignmentImage -ReuseExisting -WhatIf -Plan").AssertNoErrors();

        var made = _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage -ThrottleLimit 1").AssertNoErrors().All<AssignmentImage>();

        Assert.Equal([true, true, false, false], made.Select(image => image.Reused));
    }

    [Fact]
    public void New_AssignmentImage_WhatIf_of_a_plan_says_what_has_changed()
    {
        _session.Invoke("$plan = New-AssignmentImage 'A red kite' -AssignmentId new -WhatIf -Plan; New-AssignmentImage 'A blue whale' -AssignmentId new").AssertNoErrors();

        var item = _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage -WhatIf -Plan").One<ImagePlanItem>();

        Assert.Equal(PlanAction.Conflict, item.Action);
        Assert.Contains("no longer as the plan found it", item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void New_AssignmentImage_of_a_row_with_an_Action_and_no_fingerprint_is_an_ordinary_row() =>
        Assert.Equal("quiz-1", _session.Invoke(
            "[pscustomobject]@{ AssignmentId = 'quiz-1'; Prompt = 'kite'; Action = 'Conflict'; Reason = ''; Option = 'x'; Fingerprint = '' } | New-AssignmentImage")
            .One<AssignmentImage>().AssignmentId);

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    public void New_AssignmentImage_Budget_must_be_an_amount(string budget) =>
        Assert.StartsWith(
            "Parameter", Assert.Single(_session.Invoke($"New-AssignmentImage kite -Budget {budget}").Errors).FullyQualifiedErrorId.Replace("CannotConvert", "Parameter", StringComparison.Ordinal),
            StringComparison.Ordinal);

    [Fact]
    public void New_Assignment_WhatIf_says_what_would_happen_and_carries_out_its_plan()
    {
        Prepare();
        File.WriteAllText(Path.Combine(_session.Folder, "questions.csv"), "Question,Answer\nq,a\n");
        var before = Snapshot();

        var plan = _session.Invoke("""
            $plan = [pscustomobject]@{ AssignmentId = 'new'; QuestionPath = 'questions.csv' },
                [pscustomobject]@{ AssignmentId = 'quiz-1'; QuestionPath = 'questions.csv' },
                [pscustomobject]@{ AssignmentId = 'lost'; QuestionPath = 'lost.csv' } | New-Assignment -Prompt 'A red kite' -WhatIf -Plan
            $plan
            """).AssertNoErrors().All<ImagePlanItem>();

        Assert.Equal([PlanAction.Make, PlanAction.Conflict, PlanAction.Invalid], plan.Select(item => item.Action));
        Assert.Equal(before, Snapshot());
        var made = _session.Invoke(AsCsvRows + "$plan | AsCsvRows | New-Assignment");
        Assert.Equal(2, made.Errors.Count);
        Assert.Equal("q", Assert.Single(Assert.Single(made.All<Assignment>()).QuestionAnswers).Question);
    }

    [Fact]
    public void New_Assignment_NoImage_WhatIf_says_what_would_happen()
    {
        Prepare();
        var before = Snapshot();

        _session.Invoke("'new', 'quiz-1' | ForEach-Object { [pscustomobject]@{ AssignmentId = $_ } } | New-Assignment -NoImage -Prompt kite -WhatIf").AssertNoErrors();

        AssertActions("Make", "Conflict");
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void New_Assignment_GenerateQuestion_WhatIf_checks_what_the_text_model_would_be_asked()
    {
        _session.Invoke("New-Assignment kite -GenerateQuestion -WhatIf; New-Assignment kite -GenerateQuestion -QuestionModelId us.amazon.nova-micro-v1:0 -WhatIf")
            .AssertNoErrors();

        AssertActions("Invalid", "Make");
        Assert.Contains(_host.Lines, line => line.Contains("its price is not included", StringComparison.Ordinal));
    }

    [Fact]
    public void New_Assignment_Plan_does_not_lose_questions_that_it_cannot_carry()
    {
        var error = _session.Invoke("New-Assignment kite -QuestionAnswer @{ Question = 'q'; Answer = 'a' } -WhatIf -Plan").AssertError(ImageStorageError.ConfigurationInvalid);

        Assert.Contains("-QuestionPath", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Send_S3Image_WhatIf_says_what_would_happen_and_stores_nothing()
    {
        Prepare();
        _session.Invoke("Send-S3Image good.png").AssertNoErrors();
        var before = Snapshot();

        _session.Invoke("'good.png', 'bad.png', 'gone.png' | Send-S3Image -WhatIf; Send-S3Image good.png -AssignmentId new -WhatIf; Send-S3Image other.png -AssignmentId good -WhatIf; Send-S3Image other.png -AssignmentId good -Force -WhatIf").AssertNoErrors();

        AssertActions("Reuse", "Invalid", "Missing", "Make", "Conflict", "Make");
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Remove_WhatIf_says_what_is_there_and_removes_nothing()
    {
        Prepare();
        var before = Snapshot();

        _session.Invoke("Remove-Assignment quiz-1, gone, 'not an id' -WhatIf; Remove-S3Image quiz-1, gone -WhatIf").AssertNoErrors();

        AssertActions("Remove", "Missing", "Invalid", "Remove", "Missing");
        Assert.Contains(_host.Lines, line => line.Contains("generated_images/quiz-1.webp", StringComparison.Ordinal));
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Repair_AssignmentImage_WhatIf_finds_what_the_real_call_then_mends()
    {
        Prepare();
        File.Delete(Path.Combine(_session.Home, "objects", "generated_images", "quiz-1.webp"));
        var before = Snapshot();

        var listed = _session.Invoke("Repair-AssignmentImage -GracePeriod 0 -MaxRemove 5 -WhatIf").AssertNoErrors().All<RepairFinding>();

        Assert.Equal(before, Snapshot());
        var mended = _session.Invoke("Repair-AssignmentImage -GracePeriod 0 -MaxRemove 5 -Confirm:$false").AssertNoErrors().All<RepairFinding>();
        Assert.Equal(listed.Select(finding => (finding.AssignmentId, finding.Problem, finding.Action)), mended.Select(finding => (finding.AssignmentId, finding.Problem, finding.Action)));
        Assert.All(listed, finding => Assert.False(finding.Mended));
        Assert.NotEmpty(mended);
    }

    public void Dispose() => _session.Dispose();

    private void Prepare()
    {
        File.WriteAllBytes(Path.Combine(_session.Folder, "good.png"), TestPictures.Png());
        File.WriteAllBytes(Path.Combine(_session.Folder, "other.png"), TestPictures.Png(seed: 2));
        File.WriteAllText(Path.Combine(_session.Folder, "bad.png"), "no picture");
        _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1; New-AssignmentImage 'A white kite' -AssignmentId quiz-1x; Send-S3Image other.png -AssignmentId sent; ,(Optimize-Image other.png) | Send-S3Image -AssignmentId sent").AssertNoErrors();
    }

    private void AssertActions(params string[] actions)
    {
        var said = _host.Lines.Where(line => !line.Contains("In all: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(actions, said.Select(line => line["What if: ".Length..].Split(' ')[0]));
    }

    /// <summary>Every stored object with its bytes, and every record.</summary>
    private IReadOnlyList<string> Snapshot() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(_session.Home, "objects"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
        .. _session.Invoke("Get-Assignment").AssertNoErrors().All<Assignment>().Select(record => $"{record.AssignmentId} {record.Revision} {record.S3UploadStatus}"),
    ];
}
