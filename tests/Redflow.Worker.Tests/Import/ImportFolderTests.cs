using Redflow.Worker.Workflows.Import;

namespace Redflow.Worker.Tests.Import;

public sealed class ImportFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sales.csv")]
    [InlineData("./sales.csv")]
    [InlineData("2025/sales.csv")]
    [InlineData("2025/../sales.csv")]
    [InlineData("..sales.csv")]
    public void File_below_the_folder_is_found(string path)
    {
        _folder.Import("sales.csv", "");
        _folder.Import("..sales.csv", "");
        _folder.Import("2025/sales.csv", "");

        Assert.True(Folder().Get(path).Exists);
    }

    [Fact]
    public void Whole_path_of_a_file_below_the_folder_is_found()
    {
        _folder.Import("sales.csv", "");

        Assert.True(Folder().Get(Path.Combine(_folder.Samples.Imports, "sales.csv")).Exists);
    }

    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("2025/../../secret.csv")]
    [InlineData("../imports-of-others/secret.csv")]
    [InlineData("/etc/hostname")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("sales\0.csv")]
    public void Path_that_leads_out_of_the_folder_is_refused(string path)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "secret.csv"), "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "imports-of-others"));
        File.WriteAllText(Path.Combine(_folder.Path, "imports-of-others", "secret.csv"), "");

        Assert.Throws<ImportPathRefusedException>(() => Folder().Get(path));
    }

    [Theory]
    [InlineData("link.csv")]
    [InlineData("linked/secret.csv")]
    [InlineData("linked/../linked/secret.csv")]
    [InlineData("dangling.csv")]
    public void Path_that_goes_through_a_link_is_refused(string path)
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder.Path, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "secret.csv"), "");
        File.CreateSymbolicLink(Path.Combine(_folder.Samples.Imports, "link.csv"), Path.Combine(outside, "secret.csv"));
        File.CreateSymbolicLink(Path.Combine(_folder.Samples.Imports, "dangling.csv"), Path.Combine(outside, "nothing.csv"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Samples.Imports, "linked"), outside);

        var refusal = Assert.Throws<ImportPathRefusedException>(() => Folder().Get(path));

        Assert.Contains("goes through a link", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_itself_may_be_a_link()
    {
        _folder.Import("sales.csv", "");
        var link = Path.Combine(_folder.Path, "imports-link");
        Directory.CreateSymbolicLink(link, _folder.Samples.Imports);
        _folder.Samples.ImportFolder = link;

        Assert.True(Folder().Get("sales.csv").Exists);
    }

    [Theory]
    [InlineData("nothing.csv")]
    [InlineData("2025")]
    public void File_that_is_not_there_is_not_found_and_a_folder_is_no_file(string path)
    {
        _folder.Import("2025/sales.csv", "");

        Assert.Throws<ImportFileNotFoundException>(() => Folder().Get(path));
    }

    private ImportFolder Folder() => new(_folder.Options);
}
