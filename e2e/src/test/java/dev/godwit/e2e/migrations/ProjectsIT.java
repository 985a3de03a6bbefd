package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example projects of other tools: started as their plans say, taken back. */
class ProjectsIT {

    @TempDir private Path folder;

    @Test
    void areAppliedAsTheirPlansSayAndTakenBack() throws Exception {
        try (Shop shop = Shop.open("projects")) {
            shop.sql("alter role \"%s\" createdb".formatted(shop.name()));
            StringBuilder targets = new StringBuilder();
            List<Example> examples = List.of(Example.FLYWAY, Example.PRISMA, Example.DJANGO);
            for (Example example : examples) {
                targets.append(
                        "  %s: { repository: \"%s\" }\n"
                                .formatted(example.project(), example.repository(folder)));
            }
            shop.configure(targets.toString());
            shop.worker();
            for (Example example : examples) {
                String plan = example.plan().toString();
                Cli.Result start = shop.godwit("start", plan, "--target", shop.name());
                assertThat(start.exit()).as(start.toString()).isZero();
                Cli.Result again = shop.godwit("start", plan, "--target", shop.name());
                assertThat(again.out()).contains("nothing is pending");
            }
            assertThat(shop.number("select count(*) from flyway_schema_history where success"))
                    .isEqualTo(4);
            assertThat(
                            shop.number(
                                    "select count(*) from \"_prisma_migrations\" where finished_at is not null"))
                    .isEqualTo(2);
            assertThat(shop.number("select count(*) from public.django_migrations")).isEqualTo(3);

            Cli.Result check =
                    shop.godwit(
                            "check", "--project", "shop-flyway", "--target", shop.name(), "--all");
            assertThat(check.exit()).as(check.toString()).isZero();
            assertThat(check.out()).contains("ok         V2__no_remark: applied in");

            shop.sql("insert into shop_parcel (address, town) values ('1 Quay, Hull', 'Hull')");
            Cli.Result back =
                    shop.godwit(
                            "rollback",
                            shop.name() + "/django-shop.0003_no_note",
                            "--yes",
                            "--detach");
            assertThat(back.exit()).as(back.toString()).isZero();
            Cli.Result yes = shop.godwit("approve", shop.name() + "/django-shop.0003_no_note");
            assertThat(yes.exit()).as(yes.toString()).isZero();
            Cli.Result end = shop.godwit("watch", shop.name() + "/django-shop.0003_no_note");
            assertThat(end.exit()).as(end.toString()).isEqualTo(4);
            assertThat(shop.number("select count(*) from public.django_migrations")).isZero();
        }
    }
}
