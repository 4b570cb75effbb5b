using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Redflow.Dashboard.Live;
using Redflow.Runs;

namespace Redflow.Api.OpenApi;

/// <summary>
/// The XML comments of Redflow's code, which the compiler writes beside its assemblies: what they say of a member, the OpenAPI document says too. Where they
/// were not deployed, it leaves that out.
/// </summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> _members = new[] { typeof(XmlComments).Assembly, typeof(ChangeHub).Assembly, typeof(RunId).Assembly }
        .Select(assembly => Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml"))
        .Where(File.Exists)
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>What a type is.</summary>
    public string? Of(Type type) => Read(Find($"T:{IdOf(type)}")?.Element("summary"));

    /// <summary>What a member of a type is.</summary>
    public string? Of(MemberInfo member) => OfMember(IdOf(member.DeclaringType!), member.Name);

    /// <summary>What a parameter of a positional record is.</summary>
    public string? OfParameter(Type record, string name) => OfParameter(IdOf(record), name);

    private static string IdOf(Type type) => type.FullName!.Replace('+', '.');

    /// <summary>Follows a comment that is another member's; that of a member of a positional record stands with the record.</summary>
    private string? OfMember(string type, string name)
    {
        var member = Find($"P:{type}.{name}");
        return member?.Element("inheritdoc")?.Attribute("cref")?.Value is { } other
            ? OfMember(other[2..other.LastIndexOf('.')], other[(other.LastIndexOf('.') + 1)..])
            : Read(member?.Element("summary")) ?? OfParameter(type, name);
    }

    private string? OfParameter(string record, string name) =>
        Read(Find($"T:{record}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == name));

    private XElement? Find(string id) => _members.GetValueOrDefault(id);

    private static string? Read(XElement? element) => element is null ? null : Space().Replace(string.Concat(element.Nodes().Select(Read)), " ").Trim();

    private static string Read(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{Word(parameter.Attribute("name")!.Value)}`",
        XElement { Name.LocalName: "see" } see => $"`{Word(see.Attribute("cref")?.Value ?? see.Attribute("langword")!.Value)}`",
        XElement other => string.Concat(other.Nodes().Select(Read)),
        _ => "",
    };

    /// <summary>What clients know a member as: the last part of its name, as JSON has it; a constant by its value.</summary>
    private static string Word(string reference) => reference.StartsWith("F:", StringComparison.Ordinal) && ConstantOf(reference) is { } value
        ? $"{value}"
        : JsonNamingPolicy.CamelCase.ConvertName(reference.Split('(')[0].Split('.', ':')[^1]);

    private static object? ConstantOf(string reference)
    {
        var name = reference.LastIndexOf('.');
        var type = typeof(RunId).Assembly.GetType(reference[2..name]);
        return type is { IsEnum: false } && type.GetField(reference[(name + 1)..]) is { IsLiteral: true } field ? field.GetRawConstantValue() : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
