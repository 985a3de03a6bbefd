package dev.godwit.cli.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.cli.Golden;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.output.Style;
import dev.godwit.workflow.message.history.History;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTextTest {

    private static final RunRecord KNOWN = KnownRun.all();

    @Test
    void aTerminalGetsLinesThatFitAndAPipeWholeOnes() {
        String narrow = HistoryText.terminal(KNOWN, 80, false);
        Golden.check("history-terminal.txt", narrow);
        Golden.check("history-full.txt", HistoryText.terminal(KNOWN, 80, true));
        Golden.check("history.txt", HistoryText.piped(KNOWN));
        assertThat(narrow.lines()).allMatch(line -> line.length() <= 80);
        assertThat(HistoryText.terminal(KNOWN, 80, true).lines())
                .allMatch(line -> line.length() <= 80);
        assertThat(HistoryText.piped(KNOWN)).doesNotContain("\t").doesNotContain("…");
    }

    @Test
    void programsGetOneObjectOrOneForEachLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Output(stream, stream, Output.Format.json, Style.PLAIN, false, 80)
                .object(
                        new RunRecord(
                                KNOWN.run(),
                                KNOWN.runs(),
                                KNOWN.lines().subList(0, 3),
                                null,
                                KNOWN.notes(),
                                KNOWN.ui()));
        Golden.check("history.json", out.toString(StandardCharsets.UTF_8));
        Golden.check("history.jsonl", Export.text(KNOWN));
        assertThat(Export.text(KNOWN).lines()).hasSize(KNOWN.lines().size() + 1);
    }

    @Test
    void whatTemporalHasForgottenIsSaid() {
        assertThat(Records.forgotten(KnownRun.history(), List.of()))
                .singleElement()
                .asString()
                .startsWith("Temporal has forgotten this run")
                .endsWith("the ledger has not");
        assertThat(Records.forgotten(KnownRun.history(), KnownRun.temporal().subList(2, 5)))
                .singleElement()
                .asString()
                .contains("before 2026-11-23T20:06:00Z");
        assertThat(Records.forgotten(new History(List.of(), List.of()), KnownRun.temporal()))
                .isEmpty();
    }

    @Test
    void foreignTextSteersNoTerminal() {
        Line line = KNOWN.lines().getFirst().noted("\u001b[2J\u202egone\n\ttwice");
        RunRecord hostile =
                new RunRecord("shop/x", List.of(), List.of(line), null, List.of(), null);
        assertThat(HistoryText.piped(hostile)).contains("?[2J?gone twice").doesNotContain("\u001b");
        assertThat(HistoryText.terminal(hostile, 80, false)).doesNotContain("\u001b");
    }

    @Test
    void aFileIsWrittenAsAWholeAndNotOverAnother(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("history.jsonl");
        Export.write(file, "one\n", false);
        assertThatThrownBy(() -> Export.write(file, "two\n", false))
                .isInstanceOf(CliError.class)
                .hasMessageContaining("GW-562");
        assertThat(file).hasContent("one\n");
        Export.write(file, "three\n", true);
        assertThat(file).hasContent("three\n");
        assertThatThrownBy(() -> Export.write(folder.resolve("no/file"), "x", false))
                .hasMessageContaining("GW-561");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
