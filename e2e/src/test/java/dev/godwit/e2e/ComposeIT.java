package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Compose;
import org.junit.jupiter.api.Test;

/** The compose file as a newcomer uses it: up, one example through it, down. */
class ComposeIT {

    @Test
    void anExampleRunsThroughTheComposeFile() throws Exception {
        try (Compose compose = Compose.up()) {
            Cli.Result start =
                    compose.godwit("start", "examples/users-full-name.yaml", "--target", "shop");
            assertThat(start.exit()).as(start.toString()).isEqualTo(3);
            Cli.Result doctor = compose.godwit("doctor", "shop");
            assertThat(doctor.out()).as(doctor.toString()).contains("shop");
            Cli.Result approve = compose.godwit("approve", "users-full-name", "--reason", "tested");
            assertThat(approve.exit()).as(approve.toString()).isZero();
            Cli.Result watch = compose.godwit("watch", "users-full-name");
            assertThat(watch.exit()).as(watch.toString()).isZero();
            assertThat(compose.published())
                    .isNotEmpty()
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }
}
