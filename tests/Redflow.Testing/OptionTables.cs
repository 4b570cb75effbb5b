using System.Globalization;
using System.Reflection;
using Xunit;

namespace Redflow.Testing;

/// <summary>Holds the tables of docs/reference/configuration.md against the options.</summary>
public static class OptionTables
{
    public static void AssertListed(string section, Type type)
    {
        var rows = Repository.Read("docs", "reference", "configuration.md").Split("\n## ")
            .Single(part => part.StartsWith($"`{section}`", StringComparison.Ordinal))
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[2]);
        var options = Activator.CreateInstance(type);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

        Assert.Equal(properties.Select(property => property.Name).Order(), rows.Keys.Order());
        foreach (var property in properties.Where(property => property.GetValue(options) is ValueType or string))
        {
            Assert.Equal($"`{Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture)}`", rows[property.Name]);
        }
    }
}
