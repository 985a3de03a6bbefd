package dev.godwit.postgres.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.django.DjangoShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Squashes of a real Django, tried beside their originals. */
class SquashTest {

    private static final String SQUASH = "0001_squashed_0003_units.py";

    @TempDir private Path temp;
    private DjangoShop shop;
    private SquashShop author;

    @BeforeEach
    void open() throws Exception {
        use("5.2.0", "");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void use(String django, String python) throws Exception {
        shop = new DjangoShop(temp.resolve("d" + django), django, python);
        shop.variables.put("SHOP_PLAIN", "1");
        author = new SquashShop(shop);
        shop.write("apps/stock/seeds.py", SquashShop.SEEDS);
        units("migrations.RunPython(seeds.units, seeds.none)");
    }

    /** The third migration of stock, with something that fills its table. */
    private void units(String... operations) throws Exception {
        shop.migration(
                "0003_units",
                "from stock import seeds",
                """
                dependencies = [("stock", "0002_price")]
                operations = [
                    migrations.CreateModel("Unit", [
                        ("id", models.BigAutoField(primary_key=True)),
                        ("name", models.CharField(max_length=20)),
                        ("made", models.DateTimeField()),
                    ]),
                    %s,
                ]
                """
                        .formatted(String.join(",\n    ", operations)));
    }

    private List<String> migrations() {
        return List.of(shop.folder.resolve("apps/stock/migrations").toFile().list());
    }

    private void good() throws Exception {
        Authored dry = author.squash("stock", "", "0003", true);
        assertThat(dry.problems()).isEmpty();
        assertThat(migrations()).doesNotContain(SQUASH);
        Authored written = author.squash("stock", "", "0003", false);
        assertThat(written.problems()).isEmpty();
        assertThat(written.files()).singleElement().asString().endsWith("/" + SQUASH);
        assertThat(migrations()).contains(SQUASH).noneMatch(name -> name.startsWith("."));
        assertThat(String.join("\n", written.said()))
                .contains(
                        "5 operations have become 3",
                        "are the same",
                        "stock_unit: made",
                        "[X]",
                        "taken back, it leaves nothing",
                        "keep the originals");
        assertThat(shop.postgres.texts("select datname from pg_database"))
                .noneMatch(name -> name.startsWith("godwit_scratch"));
    }

    @Test
    void isWrittenWhenItIsWhatItReplaces() throws Exception {
        good();
        assertThat(author.squash("stock", "", "0003_", false).problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.because())
                                        .contains("in a squash already: 0001_squashed"));
    }

    @Test
    @Tag("slow")
    void withOtherReleasesOfDjango() throws Exception {
        for (List<String> release : List.of(List.of("4.2.0", ""), List.of("6.0", "3.13"))) {
            shop.close();
            use(release.get(0), release.get(1));
            good();
        }
    }

    @Test
    void whatIsLeftOutOfANewDatabaseIsADifference() throws Exception {
        units(
                "migrations.RunPython(seeds.units, seeds.none, elidable=True)",
                "migrations.RunSQL('create index by_name on stock_unit (name)', elidable=True)");
        Problem problem = author.refused("stock", "", "0003");
        assertThat(problem.code()).isEqualTo("GW-784");
        assertThat(problem.because())
                .contains(
                        "index public.by_name only with the originals",
                        "stock_unit has 2 rows with the originals, 0 with the squash",
                        "left out as elidable: stock.0003_units: Raw Python operation: units");
        assertThat(migrations()).doesNotContain(SQUASH);
    }

    @Test
    void whatHasNoReverseIsSaid() throws Exception {
        units("migrations.RunPython(seeds.units)");
        assertThat(author.squash("stock", "0002", "0003", false).said())
                .anyMatch(line -> line.startsWith("cannot be taken back, as its originals"));
        assertThat(migrations()).contains("0002_price_squashed_0003_units.py");
    }

    @Test
    void originalsThatNoNewDatabaseCanHave() throws Exception {
        units("migrations.RunSQL('insert into nowhere values (1)')");
        Problem problem = author.refused("stock", "", "0003");
        assertThat(problem.code()).isEqualTo("GW-785");
        assertThat(problem.because()).contains("stock.0003_units", "nowhere");
    }

    @Test
    void codeThatNamesAnotherDatabaseReachesNone() throws Exception {
        units("migrations.RunPython(seeds.elsewhere)");
        Problem problem = author.refused("stock", "", "0003");
        assertThat(problem.code()).isEqualTo("GW-785");
        assertThat(problem.because()).contains("stock.0003_units", "ImproperlyConfigured");
        assertThat(shop.folder.resolve("elsewhere.sqlite3")).doesNotExist();
    }

    @Test
    void oneThatIsThereIsTriedAsItIs() throws Exception {
        author.squash("stock", "", "0003", false);
        Path file = shop.folder.resolve("apps/stock/migrations/" + SQUASH);
        Authored same = author.squash("stock", "", "0001_squashed", false);
        assertThat(same.problems()).isEmpty();
        assertThat(same.files()).isEmpty();
        String text = Files.readString(file);
        String first = "operations = [migrations.RunSQL('%s', '%s'),";
        Files.writeString(
                file,
                text.replace("operations = [", first.formatted("create table more (a int)", "")));
        assertThat(author.refused("stock", "", "0001_squashed").because())
                .contains("table public.more only with the squash");
        Files.writeString(
                file,
                text.replace(
                        "operations = [", first.formatted("", "create table left_over (a int)")));
        Problem back = author.refused("stock", "", "0001_squashed");
        assertThat(back.code()).isEqualTo("GW-786");
        assertThat(back.because()).contains("left_over only after its way back");
    }

    @Test
    void ofTwoAtOnceOneIsWritten() throws Exception {
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Authored>> both =
                    List.of(
                            others.submit(() -> author.squash("stock", "", "0003", false)),
                            others.submit(() -> author.squash("stock", "", "0003", false)));
            assertThat(List.of(both.get(0).get(), both.get(1).get()))
                    .extracting(one -> one.files().size())
                    .containsExactlyInAnyOrder(0, 1);
        }
        assertThat(migrations()).contains(SQUASH).noneMatch(name -> name.startsWith("."));
        assertThat(author.squash("stock", "", "0001_squashed", true).problems()).isEmpty();
    }
}
