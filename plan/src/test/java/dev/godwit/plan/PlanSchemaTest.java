package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanSchemaTest {

    private static final Path FILE = Path.of("src/main/resources/dev/godwit/plan/plan.schema.json");

    @Test
    void theShippedSchemaIsWhatTheClassesSay() throws Exception {
        if ("write".equals(System.getProperty("godwit.docs"))) {
            Files.writeString(FILE, PlanSchema.json());
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("renew it with: mvn -pl plan test -Dtest=PlanSchemaTest -Dgodwit.docs=write")
                .isEqualTo(PlanSchema.json());
    }
}
