BeforeAll {
    $script:module = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'module/out/ImageStorage/ImageStorage.psd1'
    Import-Module $module -Force
}

Describe 'The module in PowerShell' {
    BeforeEach {
        $script:folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-Item -ItemType Directory $folder | Out-Null
        Set-ImageStorageConfiguration -HomePath (Join-Path $folder 'home')
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest $module).Version | Should -Be '0.1.0'
    }

    It 'loads nothing but itself when it is imported' {
        $loaded = pwsh -NoProfile -Command "Import-Module '$module'; [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match 'ImageStorage|AWSSDK|NetVips|Sqlite|Polly'"
        $loaded | Sort-Object | Should -Be @('ImageStorage.Abstractions', 'ImageStorage.Cmdlets')
    }

    It 'makes an image from a prompt' {
        $image = New-AssignmentImage -Prompt 'A red kite' -AssignmentId quiz-1
        $image.Status | Should -Be 'Success'
        ([uri] (Get-ImageUrl quiz-1)).LocalPath | Should -Exist
    }

    It 'composes by pipeline from Get-ChildItem to the URL' {
        1..3 | ForEach-Object { New-AssignmentImage "Picture $_" -AssignmentId "made-$_" } | Out-Null
        Get-ChildItem (Join-Path $folder 'home/objects/generated_images/*.webp') | Copy-Item -Destination { Join-Path $folder ('copy-' + $_.Name) }
        $urls = Get-ChildItem (Join-Path $folder 'copy-*.webp') | Optimize-Image -MaxDimension 200 | Send-S3Image | Get-ImageUrl
        $urls | Should -HaveCount 3
        ($urls | ForEach-Object { Split-Path ([uri] $_).LocalPath -LeafBase }) | Should -Be @('copy-made-1', 'copy-made-2', 'copy-made-3')
    }

    It 'takes rows of a CSV file' {
        $csv = Join-Path $folder 'prompts.csv'
        "AssignmentId,Prompt,Seed`nrow-1,A kite,1`nrow 2,A whale,2`nrow-3,An owl,3" | Set-Content $csv
        $images = Import-Csv $csv | New-AssignmentImage -ErrorVariable failures -ErrorAction SilentlyContinue
        $images.AssignmentId | Should -Be @('row-1', 'row-3')
        $failures.FullyQualifiedErrorId | Should -Be 'InvalidAssignmentId,ImageStorage.Cmdlets.Commands.NewAssignmentImageCommand'
    }

    It 'scores the answers of a CSV file and reads them back' {
        New-Assignment -NoImage 'Flowers' -AssignmentId quiz-1 -QuestionAnswer @{ Question = 'What attracts insects?'; Answer = 'The petals' } | Out-Null
        $csv = Join-Path $folder 'answers.csv'
        "AssignmentId,StudentId,QuestionId,Answer`nquiz-1,s-1,1,The petals`nquiz-1,s-2,7,none`nquiz-1,s-1,1,Leaves" | Set-Content $csv
        $completed = Import-Csv $csv | Complete-Assignment -ErrorVariable failures -ErrorAction SilentlyContinue
        $completed.StudentId | Should -Be @('s-1', 's-1')
        $failures.FullyQualifiedErrorId | Should -Be 'InvalidAnswer,ImageStorage.Cmdlets.Commands.CompleteAssignmentCommand'
        $answer = Get-Assignment quiz-1 -StudentAnswer
        $answer.Answer, $answer.BestAnswer, $answer.Attempts | Should -Be @('Leaves', 'The petals', 2)
    }

    It 'stops early when the pipeline has enough' {
        $images = 1..50 | ForEach-Object { "Picture $_" } | New-AssignmentImage | Select-Object -First 2
        $images | Should -HaveCount 2
    }

    It 'works in parallel runspaces' {
        $home1 = Join-Path $folder 'parallel'
        Set-ImageStorageConfiguration -HomePath $home1
        $images = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:module
            New-AssignmentImage "Picture $_" -AssignmentId "p-$_"
        }
        $images | Should -HaveCount 6
        $images.Store | Select-Object -Unique | Should -Be (Join-Path $home1 'objects')
        Get-Assignment | Should -HaveCount 6
    }

    It 'has the chosen environment in <_>' -ForEach 'Start-ThreadJob', 'Start-Job' {
        '{ "environments": { "dev": { "home": "dev" } } }' | Set-Content (Join-Path $folder 'imagestorage.json')
        Push-Location $folder
        try {
            Use-ImageStorage dev
            $job = & $_ { Import-Module $using:module; (New-AssignmentImage 'A kite' -AssignmentId job-1).Status.ToString() }
            $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'Success'
            Join-Path $folder 'dev/objects/generated_images/job-1.webp' | Should -Exist
            (Get-Assignment job-1).AssignmentId | Should -Be 'job-1'
        }
        finally {
            Pop-Location
            Set-ImageStorageConfiguration -Reset
        }
    }

    It 'has help with an example for every cmdlet' {
        foreach ($command in Get-Command -Module ImageStorage) {
            $help = Get-Help $command.Name -Full
            $help.Synopsis | Should -Not -BeNullOrEmpty -Because $command.Name
            $help.examples.example.Count | Should -BeGreaterThan 0 -Because $command.Name
            $parameters = $command.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters -and $_ -notin [System.Management.Automation.PSCmdlet]::OptionalCommonParameters }
            foreach ($parameter in $parameters) {
                ($help.parameters.parameter | Where-Object name -EQ $parameter).description.Text | Should -Not -BeNullOrEmpty -Because "$($command.Name) -$parameter"
            }
        }
    }

    It 'describes every error in about_ImageStorage_Errors' {
        $text = Get-Help about_ImageStorage_Errors | Out-String
        foreach ($name in [Enum]::GetNames([ImageStorage.ImageStorageError])) { $text | Should -Match $name }
    }

    It 'runs the quickstart as it is' {
        $output = pwsh -NoProfile -File (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'scripts/quickstart.ps1') -HomePath (Join-Path $folder 'quick')
        $LASTEXITCODE | Should -Be 0
        ($output -join "`n") | Should -Match 'Success'
    }
}
