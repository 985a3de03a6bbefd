package dev.godwit.cli.command.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.output.Style;
import dev.godwit.workflow.check.CheckReport;
import dev.godwit.workflow.check.CheckedLine;
import dev.godwit.workflow.check.CheckedLine.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckViewTest {

    private static final CheckReport REPORT =
            new CheckReport(
                    "db/migrations",
                    "sql",
                    List.of(),
                    List.of(
                            new CheckedLine("against shop", Verdict.PASSED, "2 applied"),
                            new CheckedLine("0003_c", Verdict.FAILED, "no\u001b table"),
                            new CheckedLine("those after it", Verdict.NOT_SHOWN, "1 not tried")));

    @Test
    void saysOfEachLineHowItStands() {
        assertThat(CheckView.text(REPORT, Style.PLAIN))
                .startsWith("db/migrations (sql): 1 failed, 1 not shown, 1 ok\n")
                .contains("\n  ok         against shop: 2 applied\n", "\n  failed     0003_c: no")
                .endsWith("\n  not shown  those after it: 1 not tried")
                .doesNotContain("\u001b");
    }

    @Test
    void coloursTheVerdicts() {
        assertThat(CheckView.text(REPORT, Style.ANSI))
                .contains(Style.ANSI.good("ok") + "         against", Style.ANSI.bad("failed"));
    }
}
