package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the documentation shows of the command line was printed by it: one run, from the doctor to
 * the rollback. Figures and times differ from run to run; everything else has to be as in docs.
 * {@code -Dgodwit.docs=write} writes the pages' outputs anew.
 */
class TourIT {

    private static final Path FOLDER = Cli.root().resolve("docs/tour");

    /** Phases are lines as often as somebody looked while they lasted. */
    private static final Pattern SEEN = Pattern.compile("rolling-back(: .*)?|rolled-back");

    private static final Pattern FIGURE = Pattern.compile("\\d[\\d.,:TZ-]*");
    private static final Pattern UNIT = Pattern.compile("# ?(ms|s|min|h|kB|MB|GB|B)\\b");

    private static final Pattern RUN_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern IDENTITY = Pattern.compile("[\\w.-]+@[\\w.-]+");

    private static final String ME =
            "\\b" + Pattern.quote(System.getProperty("user.name")) + "@[\\w.-]+";

    /** What is in these depends on the machine: what it has, and how fast it is. */
    private static final Set<String> OWN_LINES = Set.of("checklist", "doctor", "history", "report");

    /** Workers of other tests, which the server remembers for a while. */
    private static final Pattern OTHERS = Pattern.compile("; godwit-worker@[^;\\n]*");

    private final StringBuilder differences = new StringBuilder();

    @Test
    void everyOutputInTheDocumentationIsWhatACommandPrints() throws Exception {
        try (Shop shop = Shop.open("shop")) {
            Users.create(shop, 60_000);
            shop.worker();
            Path plan =
                    shop.plan(
                            "users-full-name.yaml",
                            Users.plan(4_000, "{ before_contract: approval }"));

            show(shop, "doctor", "doctor", shop.name());
            show(shop, "start", "start", plan.getFileName().toString(), "--detach");
            Run run = shop.run("users-full-name");
            run.awaitRows(8_000, 60);
            show(shop, "pause", "pause", run.name(), "--reason", "the shop is busy");
            show(shop, "status-paused", "status", run.name());
            show(shop, "throttle", "throttle", run.name(), "--max-rows-per-second", "50000");
            show(shop, "resume", "resume", run.name());
            run.awaitWaiting(60);
            show(shop, "status-waiting", "status", run.name());
            show(shop, "list", "list", "--target", shop.name());
            show(shop, "approve", "approve", run.name(), "--reason", "release 214 is out");
            assertThat(run.result(60).outcome()).isEqualTo(Outcome.DONE);
            show(shop, "status-done", "status", run.name());
            show(shop, "history", "history", run.name());
            show(shop, "report", "report", run.name());
            show(shop, "checklist", "checklist", run.name());
            show(shop, "open", "open", run.name());
            show(
                    shop,
                    "rollback",
                    "rollback",
                    run.name(),
                    "--reason",
                    "release 214 is back",
                    "--yes");
            show(shop, "uninstall", "uninstall", shop.name(), "--dry-run");
        }
        assertThat(differences.toString())
                .as(
                        "renew with: mvn -pl e2e -am verify -Dit.test=TourIT -Dgodwit.docs=write"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false")
                .isEmpty();
    }

    private void show(Shop shop, String name, String... arguments) throws Exception {
        Cli.Result result = shop.godwit(arguments);
        String said =
                OTHERS.matcher(result.out() + result.err())
                        .replaceAll("")
                        .replaceAll("/tmp/godwit-e2e-[^/]*", "/home/ann/shop")
                        .replaceAll(ME, "ann@dev")
                        .replaceAll("godwit-worker@[\\w.-]+", "godwit-worker@dev")
                        .replace(shop.name(), "shop1");
        String shown =
                "$ godwit "
                        + String.join(" ", quoted(arguments)).replace(shop.name(), "shop1")
                        + "\n"
                        + said;
        Path file = FOLDER.resolve(name + ".txt");
        if ("write".equals(System.getProperty("godwit.docs"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, shown);
        }
        String expected = Files.exists(file) ? Files.readString(file) : "";
        int lines = OWN_LINES.contains(name) ? 2 : Integer.MAX_VALUE;
        if (!shape(expected, lines).equals(shape(shown, lines))) {
            differences.append(
                    "%s was%n%s%nand is%n%s%n"
                            .formatted(file, shape(expected, lines), shape(shown, lines)));
        }
    }

    private static String[] quoted(String... arguments) {
        String[] quoted = arguments.clone();
        for (int i = 0; i < quoted.length; i++) {
            quoted[i] = quoted[i].contains(" ") ? '"' + quoted[i] + '"' : quoted[i];
        }
        return quoted;
    }

    /** Without figures, and without the widths that follow from them. */
    private static String shape(String text, int lines) {
        return text.lines()
                .filter(line -> !SEEN.matcher(line).matches())
                .limit(lines)
                .map(line -> RUN_ID.matcher(line).replaceAll("#"))
                .map(line -> IDENTITY.matcher(line).replaceAll("who"))
                .map(line -> FIGURE.matcher(line).replaceAll("#"))
                .map(line -> UNIT.matcher(line).replaceAll("#"))
                .map(line -> line.replaceAll(" {2,}", "  ").stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
