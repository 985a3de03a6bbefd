package dev.godwit.postgres.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.postgres.SchemaDump;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.state.StateSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of each operation runs to its end on the schema beside it, and is taken back. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../examples");

    /** What a rollback says beforehand that it leaves, by file. */
    private static final Map<String, String> STAYS =
            Map.of("add-enum-value.yaml", "alter type urgency add value 'normal' after 'low'");

    /** These change no definition and no row of a table. */
    private static final Set<String> SAME =
            Set.of("refresh-materialized-view.yaml", "reindex.yaml");

    static Stream<Path> plans() throws Exception {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("operations"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void runsAndIsTakenBack(Path file) throws Exception {
        SchemaDump.needed();
        try (TestPostgres target = TestPostgres.open()) {
            target.sql(Files.readString(EXAMPLES.resolve("schema.sql")));
            Contents was = Contents.of(target);
            Walk walk =
                    Walk.begin(
                            target.database(),
                            new StateSchema(target.direct()),
                            "migration: proof\n" + Files.readString(file));
            walk.toTheEnd();
            if (!SAME.contains(file.getFileName().toString())) {
                assertThat(Contents.of(target)).isNotEqualTo(was);
            }
            List<String> losses = walk.back(1);
            Contents now = Contents.of(target);
            String stays = STAYS.get(file.getFileName().toString());
            if (stays != null) {
                assertThat(losses).isNotEmpty();
                assertThat(now).isEqualTo(new Contents(with(stays).schema(), was.rows()));
            } else {
                assertThat(now).isEqualTo(was);
            }
        }
    }

    private static Contents with(String statement) throws Exception {
        try (TestPostgres other = TestPostgres.open()) {
            other.sql(Files.readString(EXAMPLES.resolve("schema.sql")), statement);
            return Contents.of(other);
        }
    }
}
