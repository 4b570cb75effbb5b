# Completion of redflow in PowerShell: redflow completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName redflow -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
    redflow complete $line 2> $null | ForEach-Object {
        $word = if ($_ -match '^[\w.:-]+$') { $_ } else { "'" + $_.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($word, $_, 'ParameterValue', $_)
    }
}
