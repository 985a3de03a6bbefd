package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A folder of files in pgroll's format, with each of its operations and forms: started as it is, a
 * file after the other, and taken back from the last to the first.
 */
class FromPgrollIT {

    private static final Path FOLDER = Cli.root().resolve("examples/from-pgroll");
    private static final Pattern WAITING = Pattern.compile("(\\S+/\\S+): waiting");

    @Test
    void aFolderOfItsFilesStartsUnchangedAndIsTakenBack() throws Exception {
        try (Shop shop = Shop.open("harbour")) {
            String schema = Dump.of(shop);
            shop.worker();

            Cli.Result started = start(shop);
            for (int gate = 0; started.exit() == 3 && gate < 20; gate++) {
                assertThat(shop.godwit("approve", waiting(started)).exit()).isZero();
                started = start(shop);
            }

            assertThat(started.exit()).as(started.toString()).isZero();
            List<String> runs = runs(shop);
            assertThat(runs).hasSize((int) files().count());
            assertThat(shop.number("select count(*) from yachts where country = 'XX'"))
                    .isEqualTo(100);
            assertThat(shop.number("select count(distinct token) from yachts")).isEqualTo(300);
            assertThat(shop.number("select count(*) from moorings where remark = 'nothing'"))
                    .isEqualTo(75);
            for (String run : runs) {
                Cli.Result back = shop.godwit("rollback", run, "--yes");
                assertThat(back.exit()).as("%s: %s", run, back).isEqualTo(4);
            }
            assertThat(Dump.of(shop)).isEqualTo(schema);
        }
    }

    private static Cli.Result start(Shop shop) throws Exception {
        return shop.godwit("start", FOLDER.toString(), "--target", shop.name());
    }

    private static String waiting(Cli.Result started) {
        Matcher run = WAITING.matcher(started.out() + started.err());
        assertThat(run.find()).as(started.toString()).isTrue();
        return run.group(1);
    }

    /** From the last to the first. */
    private static List<String> runs(Shop shop) throws Exception {
        try (Stream<Path> files = files()) {
            return files.map(file -> file.getFileName().toString().replaceAll("\\.\\w+$", ""))
                    .sorted((one, other) -> other.compareTo(one))
                    .map(name -> shop.name() + "/" + name)
                    .toList();
        }
    }

    private static Stream<Path> files() throws Exception {
        return Files.list(FOLDER);
    }
}
