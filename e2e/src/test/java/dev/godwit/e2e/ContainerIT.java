package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Server;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The official image instead of the embedded server: other build, other locale, passwords on. */
class ContainerIT {

    private static final String IMAGE = System.getProperty("godwit.postgres.image", "postgres:18");

    @Test
    void aPlanRunsToItsEndOnAnImageOfPostgres() throws Exception {
        Tools.need(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        try (PostgreSQLContainer container =
                new PostgreSQLContainer(IMAGE)
                        .withUsername("postgres")
                        .withPassword("postgres")
                        .withDatabaseName("postgres")) {
            container.start();
            Server server = () -> container.getHost() + ":" + container.getMappedPort(5432);
            try (Shop shop = Shop.open("container", server)) {
                Users.create(shop, 20_000);
                shop.worker();
                Run run = shop.start(shop.plan("full-name.yaml", Users.plan(1_000_000)));
                assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
                assertThat(Users.changed(shop)).isTrue();
                assertThat(Users.wrong(shop)).isZero();
            }
        }
    }
}
