package dev.godwit.postgres.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Plan;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.session.Attempt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example plans are what preflight lets pass, also where the target is protected. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../examples");

    static Stream<Path> plans() throws Exception {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("godwit.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void passes(Path file) throws Exception {
        String text = Files.readString(file);
        String plan = file.getFileName().toString().replace(".yaml", "");
        try (TargetServer server = new TargetServer()) {
            server.run(Files.readString(EXAMPLES.resolve("schema.sql")));
            Answer answer =
                    new Preflight(
                                    server.database(),
                                    server.state(),
                                    new Policy(true, Policy.OPEN.checks()))
                            .run(
                                    new Request(
                                            "shop/" + plan,
                                            plan,
                                            file.getFileName().toString(),
                                            text,
                                            Plan.hash(text),
                                            "anna",
                                            "w1"),
                                    Attempt.UNATTENDED);

            assertThat(answer.verdict()).as("%s", answer.findings()).isEqualTo(Verdict.READY);
        }
    }
}
