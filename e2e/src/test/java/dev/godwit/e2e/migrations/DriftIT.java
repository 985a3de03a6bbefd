package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import io.temporal.client.schedules.ScheduleClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A hotfix made by hand is found: against another database, against what it was, and by itself. */
class DriftIT {

    private static final String PLAN =
            """
            operations:
              - add_column:
                  table: users
                  column: { name: nick, type: text, nullable: true }
            """;

    @Test
    void findsWhatWasMadeByHandAndTellsPeople() throws Exception {
        List<String> news = new CopyOnWriteArrayList<>();
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    news.add(new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        http.start();
        try (Shop shop = Shop.open("drift");
                Shop other = Shop.open("drift-other")) {
            String table = "create table users (id int primary key, name text)";
            shop.sql(table, "grant all on users to \"%s\"".formatted(shop.name()));
            shop.sql("alter table users owner to \"%s\"".formatted(shop.name()));
            other.sql(table);
            shop.configure(
                    """
                      twin: { url: "%s", username: "%s", password: "${SHOP_PASSWORD}" }
                    notifications:
                      - { on: [drifted], http: "http://127.0.0.1:%d/" }
                    """
                            .formatted(other.url(), other.name(), http.getAddress().getPort()));
            shop.worker();

            Cli.Result nothing = shop.godwit("drift", shop.name());
            assertThat(nothing.exit()).as(nothing.toString()).isEqualTo(9);
            Cli.Result same =
                    shop.godwit("drift", shop.name(), "--against", "twin", "--no-privileges");
            assertThat(same.exit()).as(same.toString()).isZero();

            Cli.Result run =
                    shop.godwit(
                            "start",
                            shop.plan("nick.yaml", PLAN).toString(),
                            "--target",
                            shop.name());
            assertThat(run.exit()).as(run.toString()).isZero();
            assertThat(shop.godwit("drift", shop.name()).exit()).isZero();

            shop.sql("create index hot on users (name)");
            Cli.Result drifted = shop.godwit("drift", shop.name());
            assertThat(drifted.exit()).as(drifted.toString()).isEqualTo(8);
            assertThat(drifted.out())
                    .contains("index public.hot  is new", "run " + shop.name() + "/nick");

            Cli.Result against = shop.godwit("drift", shop.name(), "--against", "twin", "--sql");
            assertThat(against.exit()).as(against.toString()).isEqualTo(8);
            assertThat(against.out())
                    .contains(
                            "drop index \"public\".\"hot\";",
                            "-- alter table \"public\".\"users\" drop column \"nick\";");

            Cli.Result every = shop.godwit("drift", shop.name(), "--every", "1h");
            assertThat(every.exit()).as(every.toString()).isZero();
            ScheduleClient schedules =
                    ScheduleClient.newInstance(shop.temporal().client().getWorkflowServiceStubs());
            schedules.getHandle("godwit-drift/" + shop.name()).trigger();
            Tools.await("the news", 60, () -> !news.isEmpty());
            assertThat(news.getFirst())
                    .contains(
                            "\"outcome\":\"drifted\"",
                            "index public.hot",
                            "godwit drift " + shop.name());
            assertThat(shop.godwit("drift", shop.name(), "--every", "30m").exit()).isZero();
            assertThat(shop.godwit("drift", shop.name(), "--every", "off").exit()).isZero();
            assertThat(shop.godwit("drift", shop.name(), "--every", "soon").exit()).isEqualTo(2);

            assertThat(shop.godwit("drift", shop.name(), "--accept").exit()).isEqualTo(8);
            assertThat(shop.godwit("drift", shop.name()).exit()).isZero();
        } finally {
            http.stop(0);
        }
    }
}
