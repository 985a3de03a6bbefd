package dev.godwit.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.report.page.UpgradePage;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogLinksTest {

    private static UpgradeView view(Fate... fates) {
        return UpgradeView.of(
                new UpgradeReport(
                        "shop/upgrade",
                        UpgradeOutcome.DONE,
                        "",
                        "npm",
                        "godwit/shop/upgrade",
                        "main",
                        "a",
                        "b",
                        "GREEN: green",
                        1,
                        0,
                        List.of(fates),
                        null,
                        List.of(),
                        "here",
                        0),
                "",
                null);
    }

    private static Fate moved(String name, String label, String url) {
        return new Fate(
                name,
                "^1.0.0",
                "^1.1.0",
                false,
                Fate.Kind.APPLIED,
                "",
                "",
                new Fate.Link(label, url));
    }

    @Test
    void aPullRequestTellsWhereTheChangesAre() {
        UpgradeView view =
                view(
                        moved("a", "releases", "https://github.com/o/a/releases"),
                        moved("b", "home page", "https://example.org/a|b)>c"),
                        new Fate("c", "1", "2", false, Fate.Kind.APPLIED, "", ""));
        assertThat(UpgradeMarkdown.of(view))
                .contains(
                        "| | from | to | why | changes |\n|---|---|---|---|---|\n",
                        "| `a` | ^1.0.0 | ^1.1.0 |  |"
                                + " [releases](<https://github.com/o/a/releases>) |\n",
                        "| [home page](<https://example.org/a%7Cb)c>) |\n")
                .endsWith("| `c` | 1 | 2 |  |  |");
    }

    @Test
    void withoutAnyThereIsNoColumn() {
        Fate held = new Fate("c", "1", "2", true, Fate.Kind.HELD, "needs Node.js >=24", "");
        assertThat(UpgradeMarkdown.of(view(held)))
                .endsWith(
                        "| | from | to | why |\n|---|---|---|---|\n"
                                + "| `c` | 1 | 2 | needs Node.js >=24 |");
    }

    @Test
    void aPageLinksOnlyWhatABrowserOpensAsAPage() {
        String page =
                UpgradePage.of(
                        view(
                                moved("a", "changelog", "https://example.org/a?x=1&y=\"2"),
                                moved("b", "changelog", "javascript:alert(1)")));
        assertThat(page)
                .contains(
                        "<a href=\"https://example.org/a?x=1&amp;y=&quot;2\" rel=\"noreferrer\">"
                                + "changelog</a>")
                .doesNotContain("javascript");
    }
}
