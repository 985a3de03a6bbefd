package dev.godwit.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.godwit.outside.Call.Command;
import dev.godwit.outside.Call.Http;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.snapshot.mode.Hooks;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.operator.Notice;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrandsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String address;

    @TempDir private Path folder;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    heard.add(
                            "%s %s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            path,
                                            exchange.getRequestHeaders().getFirst("Authorization"),
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    StandardCharsets.UTF_8)));
                    exchange.getResponseHeaders().add("Location", address + "/200");
                    exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
                    exchange.close();
                });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aRequestOpensAGateByTwoHundredAndSomethingOnly() {
        assertThat(ask(http("/204"))).isEqualTo(new GateAnswer(true, "status 204"));
        assertThat(ask(http("/503"))).isEqualTo(new GateAnswer(false, "status 503"));
        assertThat(ask(http("/302"))).isEqualTo(new GateAnswer(false, "status 302"));
        assertThat(heard).hasSize(3).allMatch(request -> request.startsWith("GET"));
    }

    @Test
    void whatCannotBeAskedIsAClosedGateThatTellsNoAddress() {
        server.stop(0);
        GateAnswer away = ask(new Http(address + "/200?token=s3cret", Map.of(), SOON));
        assertThat(away.open()).isFalse();
        assertThat(away.note()).contains("not reached").doesNotContain("127").doesNotContain("s3c");
        assertThat(ask(new Http("::", Map.of(), SOON)).note()).contains("cannot be used");
        assertThat(new Errands(Map.of(), List.of(), Map.of()).ask("x", "shop/p").open()).isFalse();
        GateAnswer secret =
                errands(
                                () -> {
                                    throw new IllegalStateException("s3cret");
                                })
                        .ask("c", "shop/p");
        assertThat(secret.open()).isFalse();
        assertThat(secret.note()).doesNotContain("s3cret");
    }

    @Test
    void aCommandOpensAGateByExitZeroAndSeesWhatItNeedsOnly() throws Exception {
        Path seen = folder.resolve("seen");
        Command env = new Command(List.of("/bin/sh", "-c", "env > " + seen + "; exit 0"), SOON);
        assertThat(ask(env)).isEqualTo(new GateAnswer(true, "exit 0"));
        assertThat(Files.readString(seen))
                .contains("GODWIT_RUN=shop/p")
                .contains("GODWIT_TARGET=shop")
                .doesNotContain("SHOP_PASSWORD");
        assertThat(ask(new Command(List.of("/bin/sh", "-c", "exit 3"), SOON)).note())
                .isEqualTo("exit 3");
        assertThat(ask(new Command(List.of("/no/such/program"), SOON)).open()).isFalse();
    }

    @Test
    void aCommandThatHangsIsEndedWithEverythingThatItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        Command hangs =
                new Command(
                        List.of("/bin/sh", "-c", "sleep 300 & echo $! > " + pid + "; wait"),
                        Duration.ofSeconds(1));
        assertThat(ask(hangs)).isEqualTo(new GateAnswer(false, "the command took too long"));
        long child = Long.parseLong(Files.readString(pid).strip());
        for (int i = 0; i < 100 && ProcessHandle.of(child).isPresent(); i++) {
            Thread.sleep(50);
        }
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void newsGoesToThoseWhoAskedForItAndIsTriedAgainForThoseWhoWereMissed() throws Exception {
        Path read = folder.resolve("read");
        Receiver web =
                new Receiver(
                        "notification 1",
                        Set.of("waiting"),
                        Set.of(),
                        () ->
                                new Http(
                                        address + "/200",
                                        Map.of("Authorization", "Bearer t"),
                                        SOON));
        Receiver command =
                new Receiver(
                        "notification 2",
                        Set.of("waiting", "done"),
                        Set.of("shop"),
                        () -> new Command(List.of("/bin/sh", "-c", "cat > " + read), SOON));
        Receiver elsewhere =
                new Receiver("notification 3", Set.of("waiting"), Set.of("other"), http("/500"));
        Errands errands = new Errands(Map.of(), List.of(web, command, elsewhere), Map.of());

        errands.tell(notice(Outcome.WAITING));
        assertThat(heard)
                .singleElement()
                .asString()
                .startsWith("POST /200 Bearer t {\"id\":\"n1\"");
        assertThat(Files.readString(read))
                .contains("\"text\":\"shop/p waits\"")
                .contains("\"next\":[\"godwit approve shop/p\"]");

        Receiver broken = new Receiver("notification 4", Set.of("failed"), Set.of(), http("/500"));
        Errands failing = new Errands(Map.of(), List.of(broken, web), Map.of());
        assertThatThrownBy(() -> failing.tell(notice(Outcome.ROLLBACK_INCOMPLETE)))
                .hasMessage("notification 4: status 500");
        failing.tell(notice(Outcome.DONE));
        assertThat(errands.tells()).isTrue();
    }

    @Test
    void aHookIsRunWithAScrubbedEnvironmentAndEndedInTime() throws Exception {
        Path seen = folder.resolve("seen");
        assertThat(hook("env > " + seen, SOON)).isEqualTo(new Hooks.Ended(true, "exit 0"));
        assertThat(Files.readString(seen))
                .contains("GODWIT_RUN=shop/p", "GODWIT_TARGET=shop", "GODWIT_HOOK=h")
                .doesNotContain("s3cret");
        assertThat(hook("exit 3", SOON)).isEqualTo(new Hooks.Ended(false, "exit 3"));
        assertThat(hook("sleep 60", Duration.ofMillis(300)).note()).startsWith("it took longer");
        assertThat(
                        new Errands(Map.of(), List.of(), Map.of())
                                .hook("other", "shop/p", Attempt.UNATTENDED)
                                .note())
                .isEqualTo("this worker has no hook other");
    }

    private static Hooks.Ended hook(String script, Duration timeout) {
        Call call = new Call.Command(List.of("/bin/sh", "-c", script), timeout);
        return new Errands(
                        Map.of(),
                        Map.of("h", () -> call),
                        List.of(),
                        Map.of("PATH", "/usr/bin:/bin", "SHOP_PASSWORD", "s3cret"))
                .hook("h", "shop/p", Attempt.UNATTENDED);
    }

    private GateAnswer ask(Call call) {
        return ask(() -> call);
    }

    private GateAnswer ask(Supplier<Call> call) {
        return errands(call).ask("c", "shop/p");
    }

    private static Errands errands(Supplier<Call> call) {
        return new Errands(
                Map.of("c", call),
                List.of(),
                Map.of("PATH", "/usr/bin:/bin", "SHOP_PASSWORD", "s3cret"));
    }

    private Supplier<Call> http(String path) {
        return () -> new Http(address + path, Map.of(), SOON);
    }

    private static Notice notice(Outcome outcome) {
        return new Notice(
                "n1",
                "shop",
                "shop",
                "shop/p",
                outcome,
                Phase.HOLD,
                "2026-11-23T16:00:00Z",
                "shop/p waits",
                List.of("godwit approve shop/p"));
    }
}
