package dev.godwit.e2e.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL of the worker in each phase of an upgrade; a worker on another host goes on, which has
 * nothing of the first one's. Which phases: -Dgodwit.phases, names of {@link Phase} or all.
 */
class KilledUpgradeIT {

    private static final String PHASES = System.getProperty("godwit.phases", "major");

    /** Where the worker is killed. Tests of the project run in all of the first kind. */
    enum Phase {
        BASELINE(doing -> doing.equals("test the project as it is")),
        MINOR(doing -> doing.startsWith("try ") && !doing.contains("2.0.0")),
        RECIPE(doing -> doing.startsWith("run command:")),
        MAJOR(doing -> doing.startsWith("try ") && doing.contains("2.0.0")),
        /** A verdict is about to be made known. */
        VERDICT("refs/godwit/*"),
        /** The result branch is about to move. */
        KEEP("refs/heads/godwit/*"),
        AUDIT(doing -> doing.startsWith("ask the auditors")),
        MERGE("refs/heads/main");

        private final Predicate<String> doing;
        private final String pushes;

        Phase(Predicate<String> doing) {
            this.doing = doing;
            this.pushes = "";
        }

        Phase(String pushes) {
            this.doing = doing -> true;
            this.pushes = pushes;
        }

        /** Waits until it is in the middle of it. */
        void await(Yard yard) throws Exception {
            Tools.await(
                    "the middle of " + this,
                    300,
                    () ->
                            pushes.isEmpty()
                                    ? doing.test(yard.doing()) && this.works(yard)
                                    : yard.held());
        }

        private boolean works(Yard yard) throws Exception {
            String program = this == AUDIT ? "npm" : "test.js";
            return yard.programs().stream().anyMatch(line -> line.contains(program));
        }
    }

    /** What a run leaves: what it says of every candidate, and the trees on its branch. */
    private record Left(UpgradeOutcome outcome, List<String> fates, String branch) {

        static Left of(Yard yard, UpgradeReport report) throws Exception {
            return new Left(
                    report.outcome(),
                    report.fates().stream().map(Left::words).sorted().toList(),
                    yard.git("log", "--format=%T %s", "main.." + report.branch()));
        }

        private static String words(Fate fate) {
            return String.join(
                    " ", fate.kind().name(), fate.name(), fate.from(), fate.to(), fate.reason());
        }
    }

    @TempDir private static Path folder;
    private static Made made;
    private static Left undisturbed;

    @BeforeAll
    static void undisturbed() throws Exception {
        made = Made.begin(folder);
        try (Yard yard = new Yard(folder, "undisturbed", made)) {
            yard.worker("a");
            yard.upgrade();
            undisturbed = Left.of(yard, yard.result());
        }
        assertThat(undisturbed.outcome()).isEqualTo(UpgradeOutcome.PARTIAL);
        assertThat(undisturbed.fates())
                .anyMatch(fate -> fate.startsWith("APPLIED @killed/p01 ^1.1.0 ^2.0.0"))
                .anyMatch(fate -> fate.startsWith("QUARANTINED @killed/p02 ^1.1.0 ^2.0.0"));
        assertThat(undisturbed.branch()).contains("Rewrite by command:node rewrite.js");
    }

    @AfterAll
    static void end() throws Exception {
        if (made != null) {
            made.close();
        }
    }

    static Stream<Phase> phases() {
        return Stream.of(Phase.values())
                .filter(
                        phase ->
                                PHASES.equals("all")
                                        || List.of(PHASES.split(","))
                                                .contains(phase.name().toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void anotherHostGoesOnAsIfNothingHadHappened(Phase phase) throws Exception {
        try (Yard yard =
                new Yard(folder, "killed-in-" + phase.name().toLowerCase(Locale.ROOT), made)) {
            WorkerProcess first = yard.worker("a");
            if (!phase.pushes.isEmpty()) {
                yard.hold(phase.pushes);
            }
            yard.upgrade();
            CompletableFuture<Cli.Result> merge = new CompletableFuture<>();
            if (phase == Phase.MERGE) {
                yard.result();
                yard.begin("merge", yard.run()).thenAccept(merge::complete);
            }
            phase.await(yard);
            first.kill();
            Tools.await("its programs to end", 5, () -> yard.programs().isEmpty());
            assertThat(yard.locks()).isEmpty();
            yard.letGo();

            yard.worker("b");
            UpgradeReport report = yard.result();
            if (phase == Phase.MERGE) {
                Cli.Result merged = merge.get(120, TimeUnit.SECONDS);
                assertThat(merged.exit()).as("%s", merged).isZero();
                assertThat(yard.git("rev-parse", "main"))
                        .isEqualTo(yard.git("rev-parse", report.branch()));
                assertThat(report.outcome()).isEqualTo(undisturbed.outcome());
            } else {
                assertThat(Left.of(yard, report)).isEqualTo(undisturbed);
            }
            assertThat(yard.git("for-each-ref", "refs/godwit")).isEmpty();
            assertThat(yard.locks()).isEmpty();
        }
    }
}
