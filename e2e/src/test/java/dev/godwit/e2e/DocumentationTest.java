package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Snippets in the documentation are files that run: a code block behind {@code <!-- file: X -->}
 * has to be that file. {@code -Dgodwit.docs=write} writes them anew.
 */
class DocumentationTest {

    private static final Pattern SNIPPET =
            Pattern.compile("(<!-- file: (\\S+) -->\\n```\\w*\\n)(.*?)(```\\n)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\"(GW-\\d{3})\"");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void everySnippetIsTheFileItComesFrom() throws IOException {
        int snippets = 0;
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher snippet = SNIPPET.matcher(text);
            StringBuilder renewed = new StringBuilder();
            while (snippet.find()) {
                snippets++;
                String file = Files.readString(Cli.root().resolve(snippet.group(2)));
                snippet.appendReplacement(
                        renewed,
                        Matcher.quoteReplacement(snippet.group(1) + file + snippet.group(4)));
            }
            snippet.appendTail(renewed);
            if ("write".equals(System.getProperty("godwit.docs"))) {
                Files.writeString(page, renewed);
            } else {
                assertThat(text)
                        .as(
                                "%s; renew with mvn -pl e2e -am test -Dtest=DocumentationTest"
                                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dgodwit.docs=write",
                                page)
                        .isEqualTo(renewed.toString());
            }
        }
        assertThat(snippets).isGreaterThan(5);
    }

    @Test
    void everyCommandIsOnThePageOfTheCommandLine() throws IOException {
        String page = Files.readString(Cli.root().resolve("docs/cli.md"));
        try (Stream<Path> golden =
                Files.list(Cli.root().resolve("starter/src/test/resources/golden"))) {
            assertThat(golden.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("help-"))
                    .hasSizeGreaterThan(15)
                    .allSatisfy(name -> assertThat(page).contains("golden/" + name));
        }
    }

    @Test
    void everyProblemCodeIsOnItsPage() throws IOException {
        String page = Files.readString(Cli.root().resolve("docs/exit-codes.md"));
        int codes = 0;
        for (Path source : sources()) {
            Matcher code = CODE.matcher(Files.readString(source));
            while (code.find()) {
                codes++;
                assertThat(page).as("%s", source).contains("| " + code.group(1) + " |");
            }
        }
        assertThat(codes).isGreaterThan(100);
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1))).as("link in %s", page).exists();
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Cli.root())) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Cli.root().resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "AGENTS.md", "CHANGELOG.md")
                                    .map(Cli.root()::resolve),
                            files.filter(file -> file.toString().endsWith(".md")).toList().stream())
                    .toList();
        }
    }
}
