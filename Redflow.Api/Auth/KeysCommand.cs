using System.CommandLine;
using System.Text.Json;

namespace Redflow.Api.Auth;

/// <summary><c>keys add</c>, <c>list</c> and <c>remove</c>: the commands that keep the file of keys.</summary>
/// <param name="file">The file.</param>
/// <param name="output">Where answers go.</param>
/// <param name="error">Where mistakes go.</param>
internal sealed class KeysCommand(KeysFile file, TextWriter output, TextWriter error)
{
    /// <summary>The first word of its command lines.</summary>
    public const string Word = "keys";

    /// <summary>The exit code when it can't be done.</summary>
    public const int Refused = 1;

    /// <summary>The exit code for a command line that makes no sense.</summary>
    public const int BadUsage = 2;

    /// <summary>Does what a command line says, or says in a sentence why not.</summary>
    /// <returns>0; <see cref="Refused"/>; <see cref="BadUsage"/>.</returns>
    public int Run(IReadOnlyList<string> args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors is [var mistake, ..])
        {
            error.WriteLine(mistake.Message);
            return BadUsage;
        }

        try
        {
            return parsed.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return Refuse($"The file of keys, {file.Path}, can't be used: {exception.Message}");
        }
    }

    private RootCommand Create()
    {
        var name = new Argument<string>("name") { Description = "What the key is called: in the audit log and in limits." };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !Names.IsValid(text))
            {
                result.AddError($"'{text}' can't be the name of a key: it takes {Names.Rule}.");
            }
        });
        var role = new Option<string>("--role") { Description = $"What it allows: {ApiRoles.Words}.", Required = true };
        role.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ApiRoles.TryParse(text, out _))
            {
                result.AddError($"--role is '{text}': it takes {ApiRoles.Words}.");
            }
        });

        var add = new Command("add", "Makes a key and prints it, once: only its hash is kept.") { name, role };
        add.SetAction(parsed => Add(parsed.GetValue(name)!, parsed.GetValue(role)!));
        var list = new Command("list", "Lists the keys, without the keys themselves.");
        list.SetAction(_ => List());
        var remove = new Command("remove", "Removes a key: a running API refuses it at once.") { name };
        remove.SetAction(parsed => Remove(parsed.GetValue(name)!));
        return new RootCommand("The Redflow API.") { new Command(Word, $"The keys in {file.Path}.") { add, list, remove } };
    }

    private int Add(string name, string word)
    {
        var key = ApiKey.Create();
        if (!ApiRoles.TryParse(word, out var role) || !file.TryAdd(name, role, ApiKey.Hash(key), DateTimeOffset.UtcNow))
        {
            return Refuse($"There is a key '{name}' already. Remove it first, or take another name.");
        }

        output.WriteLine(key);
        error.WriteLine($"This is the key '{name}' ({role.ToWord()}). It is not shown again: {file.Path} has only its hash.");
        return 0;
    }

    private int List()
    {
        foreach (var (name, role, createdAt) in file.List())
        {
            output.WriteLine($"{name}\t{role}\t{createdAt}");
        }

        return 0;
    }

    private int Remove(string name)
    {
        if (!file.TryRemove(name))
        {
            return Refuse($"There is no key '{name}' in {file.Path}.");
        }

        error.WriteLine($"The key '{name}' is removed.");
        return 0;
    }

    private int Refuse(string sentence)
    {
        error.WriteLine(sentence);
        return Refused;
    }
}
