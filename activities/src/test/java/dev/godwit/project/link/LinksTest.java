package dev.godwit.project.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "git+https://github.com/nestjs/nest.git, https://github.com/nestjs/nest/releases",
        "git+ssh://git@github.com/o/r.js.git, https://github.com/o/r.js/releases",
        "ssh://git@github.com:22/o/r.git, https://github.com/o/r/releases",
        "git://github.com/o/r.git#main, https://github.com/o/r/releases",
        "git@github.com:o/r.git, https://github.com/o/r/releases",
        "http://www.github.com/o/r/tree/main/packages/a, https://github.com/o/r/releases",
        "scm:git:git@github.com:o/r.git, https://github.com/o/r/releases",
        "scm:git:https://github.com/o/r, https://github.com/o/r/releases",
        "o/r, https://github.com/o/r/releases",
        "gitlab:o/r, https://gitlab.com/o/r/-/releases",
        "https://gitlab.com/a/b/c.git, https://gitlab.com/a/b/c/-/releases",
        "https://gitlab.example.org/a/b/-/tree/main/x, https://gitlab.example.org/a/b/-/releases"
    })
    void aHostThatListsReleasesIsLinkedThere(String written, String url) {
        assertThat(Links.repository(written)).contains(new Link(Link.Kind.RELEASES, url));
    }

    @ParameterizedTest
    @CsvSource({
        "https://codeberg.org/o/r.git, https://codeberg.org/o/r",
        "bitbucket:o/r, https://bitbucket.org/o/r",
        "git@git.example.org:o/r.git, https://git.example.org/o/r",
        "https://github.com/o, https://github.com/o"
    })
    void anotherOneIsARepositoryAndNoMore(String written, String url) {
        assertThat(Links.repository(written)).contains(new Link(Link.Kind.REPOSITORY, url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UNKNOWN",
                "./packages/a",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://user:s3cret@github.com/o/r",
                "https://${host}/o/r",
                "https://localhost/o/r",
                "https://example.org/a b",
                "https://example.org/a\nGodwit-Run: x"
            })
    void whatCannotBeShownIsDropped(String written) {
        assertThat(Links.repository(written)).isEmpty();
        assertThat(Links.page(Link.Kind.HOMEPAGE, written)).isEmpty();
    }

    @Test
    void aLongOneIsDroppedBecauseCutItWouldLeadNowhere() {
        String page = "https://example.org/" + "a".repeat(Links.LONGEST);
        assertThat(Links.page(Link.Kind.CHANGELOG, page)).isEmpty();
        assertThat(Links.page(Link.Kind.CHANGELOG, page.substring(0, Links.LONGEST))).isPresent();
    }
}
