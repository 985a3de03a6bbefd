package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A check that opens a gate, and a webhook that is away when it is needed. */
class NewsIT {

    @Test
    void aCheckOpensTheGateAndTheNewsArrivesAlthoughTheReceiverWasAway() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        AtomicBoolean away = new AtomicBoolean(true);
        List<String> news = new CopyOnWriteArrayList<>();
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/ready",
                exchange -> {
                    exchange.sendResponseHeaders(ready.get() ? 200 : 503, -1);
                    exchange.close();
                });
        http.createContext(
                "/news",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    if (!away.get()) {
                        news.add(body);
                    }
                    exchange.sendResponseHeaders(away.get() ? 500 : 204, -1);
                    exchange.close();
                });
        http.start();
        String address = "http://127.0.0.1:" + http.getAddress().getPort();
        try (Shop shop = Shop.open("news")) {
            Users.create(shop, 2_000);
            shop.configure(
                    """
                    checks: { rollout: { http: "%1$s/ready" } }
                    notifications:
                      - { on: [waiting, done], http: "%1$s/news" }
                    """
                            .formatted(address));
            shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "full-name.yaml",
                                    Users.plan(
                                            100_000, "{ before_contract: { check: rollout } }")));
            assertThat(run.awaitWaiting(60).waitingFor()).contains("rollout").contains("503");
            ready.set(true);
            assertThat(run.result(90).outcome()).isEqualTo(Outcome.DONE);
            assertThat(news).isEmpty();

            away.set(false);
            Tools.await("the news", 60, () -> news.size() == 2);
            assertThat(news).anySatisfy(body -> assertThat(body).contains("\"waiting\""));
            assertThat(news)
                    .allSatisfy(
                            body ->
                                    assertThat(body)
                                            .contains(run.name())
                                            .doesNotContain(Shop.PASSWORD));
        } finally {
            http.stop(0);
        }
    }
}
