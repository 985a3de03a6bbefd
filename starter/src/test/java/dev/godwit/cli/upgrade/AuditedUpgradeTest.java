package dev.godwit.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.cli.output.Style;
import dev.godwit.cli.report.page.UpgradePage;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedUpgradeTest {

    private static final String NO_KEY = "safety: no key is configured";
    private static final String NO_DATABASE = "osv-scanner: no database is configured";

    private static UpgradeView view(List<String> notAsked) {
        Audited audit =
                new Audited(
                        "clean",
                        true,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        0,
                        List.of("pip-audit 2.10.1"),
                        List.of(),
                        notAsked);
        return UpgradeView.of(
                new UpgradeReport(
                        "ai/upgrade",
                        UpgradeOutcome.DONE,
                        "",
                        "python",
                        "",
                        "main",
                        "0",
                        "0",
                        "",
                        1,
                        0,
                        List.of(),
                        audit,
                        List.of(),
                        "",
                        0),
                "",
                null);
    }

    @Test
    void everyReportSaysWhoHasLookedAndWhoWasNotAsked() throws Exception {
        UpgradeView view = view(List.of(NO_KEY, NO_DATABASE));
        assertThat(UpgradeText.of(view, Style.PLAIN))
                .contains(
                        "  auditors   pip-audit 2.10.1\n",
                        "  not asked  " + NO_KEY + "\n             " + NO_DATABASE);
        assertThat(UpgradeMarkdown.of(view))
                .contains(
                        "- asked: pip-audit 2.10.1\n",
                        "- not asked: " + NO_KEY + "\n- not asked: " + NO_DATABASE);
        assertThat(UpgradePage.of(view))
                .contains(
                        "asked: pip-audit 2.10.1",
                        "not asked: " + NO_KEY,
                        "not asked: " + NO_DATABASE);
        assertThat(JsonMapper.builder().build().valueToTree(view).at("/audit/notAsked/1").asText())
                .isEqualTo(NO_DATABASE);
    }

    @Test
    void nothingIsSaidWhenAllWereAsked() {
        UpgradeView view = view(List.of());
        assertThat(UpgradeText.of(view, Style.PLAIN)).doesNotContain("not asked");
        assertThat(UpgradeMarkdown.of(view)).doesNotContain("not asked");
        assertThat(UpgradePage.of(view)).doesNotContain("not asked");
    }
}
