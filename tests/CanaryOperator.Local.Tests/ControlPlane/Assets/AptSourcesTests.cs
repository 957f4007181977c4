using CanaryOperator.Local.ControlPlane.Assets.Steps;

namespace CanaryOperator.Local.Tests.ControlPlane.Assets;

public sealed class AptSourcesTests
{
    public static TheoryData<string, string, string?> OneLineFiles => new()
    {
        {
            "options, comments, several suites and deb-src become one stanza",
            """
            # deb http://old.example/debian bullseye main
            deb [ arch=amd64 signed-by=/usr/share/keyrings/debian.gpg ] http://mirror.example/debian trixie main contrib # here
            deb-src [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.example/debian trixie main
            deb [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.example/debian trixie-updates main
            deb http://mirror.example/debian-security trixie-security main
            """,
            """
            Types: deb deb-src
            URIs: http://mirror.example/debian
            Suites: bookworm
            Components: main
            Signed-By: /usr/share/keyrings/debian.gpg

            """
        },
        {
            "no options",
            "deb https://mirror.example/debian/ stable main\r\n",
            """
            Types: deb deb-src
            URIs: https://mirror.example/debian/
            Suites: bookworm
            Components: main

            """
        },
        {
            "trust without a key",
            "deb [trusted=yes check-valid-until=no] file:/mirror/debian bookworm main",
            """
            Types: deb deb-src
            URIs: file:/mirror/debian
            Suites: bookworm
            Components: main
            Trusted: yes
            Check-Valid-Until: no

            """
        },
        { "other people's packages", "deb http://x.example/node nodistro main", null },
        { "another distribution", "deb http://y.example/ubuntu noble main", null },
        { "flat and installation media", "deb http://x.example/flat ./\ndeb cdrom:[Debian 12 main]/ bookworm main", null },
        { "another component", "deb http://x.example/linux/debian bookworm stable", null },
        { "nothing", string.Empty, null },
    };

    public static TheoryData<string, string, string?> Deb822Files => new()
    {
        {
            "comments, several addresses and suites, a stanza of another kind",
            """
            # this file
            Types: deb
            # the mirror
            URIs: http://a.example/debian http://b.example/debian
            Suites: bookworm bookworm-updates
            Components: main non-free
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: http://a.example/debian-security
            Suites: bookworm-security
            Components: main
            """,
            """
            Types: deb deb-src
            URIs: http://a.example/debian http://b.example/debian
            Suites: bookworm
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            """
        },
        {
            "a missing Signed-By stays missing",
            "types: deb\nuris: mirror+file:///etc/apt/mirrors/debian.list\nsuites: trixie\ncomponents: main\n",
            "Types: deb deb-src\nURIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: bookworm\nComponents: main\n"
        },
        {
            "a key written out keeps its lines",
            """
            Types: deb
            URIs: http://a.example/debian
            Suites: trixie
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             mQINBF
             -----END PGP PUBLIC KEY BLOCK-----
            """,
            "Types: deb deb-src\nURIs: http://a.example/debian\nSuites: bookworm\nComponents: main\n"
            + "Signed-By: \n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----\n"
        },
        { "disabled", "Enabled: no\nTypes: deb\nURIs: http://a.example/debian\nSuites: trixie\nComponents: main\n", null },
        {
            "a snapshot is taken when nothing is called debian",
            "Types: deb\nURIs: http://snapshot.example/archive/debian/20250520T000000Z\nSuites: bookworm\nComponents: main\n",
            "Types: deb deb-src\nURIs: http://snapshot.example/archive/debian/20250520T000000Z\nSuites: bookworm\nComponents: main\n"
        },
        {
            "a vendor who packages for Debian is not Debian",
            """
            Types: deb
            URIs: https://vendor.example/debian/12/prod
            Suites: bookworm
            Components: main

            Types: deb
            URIs: http://a.example/debian
            Suites: bookworm
            Components: main
            """,
            "Types: deb deb-src\nURIs: http://a.example/debian\nSuites: bookworm\nComponents: main\n"
        },
    };

    [Theory]
    [MemberData(nameof(OneLineFiles))]
    public void From_one_line_sources(string what, string file, string? expected) =>
        BookwormSources.From(AptSourcesParser.ParseOneLine(file)).Should().Be(expected, what);

    [Theory]
    [MemberData(nameof(Deb822Files))]
    public void From_deb822_sources(string what, string file, string? expected) =>
        BookwormSources.From(AptSourcesParser.ParseDeb822(file)).Should().Be(expected, what);

    [Fact]
    public async Task WriteAptSources_reads_both_forms_wherever_apt_does()
    {
        using var folder = new TemporaryFolder();
        folder.File("etc/sources.list", "deb http://a.example/debian bookworm main");
        folder.File("etc/sources.list.d/b.sources", "Types: deb\nURIs: http://b.example/debian\nSuites: bookworm\nComponents: main\n");
        folder.File("etc/sources.list.d/c.list", "deb http://c.example/debian bookworm main");
        folder.File("etc/sources.list.d/d.list.disabled", "deb http://d.example/debian bookworm main");
        var workspace = new CanaryOperator.Local.ControlPlane.Assets.AssetsWorkspace(folder.At("bin"), folder.At("work"), folder.At("log"));

        await new WriteAptSources(folder.At("etc")).RunAsync(workspace, CancellationToken.None);

        File.ReadAllLines(AptFolder.SourcesFile(workspace)).Where(line => line.StartsWith("URIs", StringComparison.Ordinal)).Should().Equal(
            "URIs: http://a.example/debian", "URIs: http://b.example/debian", "URIs: http://c.example/debian");
    }
}
