package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.Outcome;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Neither the password nor a row's value reaches Temporal, the worker's log or the command line.
 */
class NothingLeaksIT {

    private static final String ROW_VALUE = "marzipan-4711";
    private static final Pattern DATA = Pattern.compile("\"data\":\\s*\"([A-Za-z0-9+/=]+)\"");

    @Test
    void anExportedHistoryHoldsNeitherThePasswordNorARowsValue() throws Exception {
        try (Shop shop = Shop.open("leaks")) {
            // Row 2,900 cannot be cast: PostgreSQL writes the value into its message.
            shop.sql(
                    "create table people (id bigint primary key, code text not null)",
                    "insert into people select n, case when n = 2900 then '"
                            + ROW_VALUE
                            + "' else n::text end from generate_series(1, 3000) n");
            shop.own("people");
            WorkerProcess worker = shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "number.yaml",
                                    """
                                    operations:
                                      - add_column:
                                          table: people
                                          column: { name: number, type: bigint }
                                          up: code::bigint
                                    """));
            run.awaitWaiting(120);
            Cli.Result history = shop.godwit("history", run.name(), "-o", "json");
            assertThat(history.exit()).as(history.toString()).isZero();
            assertThat(history.out()).containsIgnoringCase("add column").doesNotContain(ROW_VALUE);
            assertThat(shop.godwit("abort", run.name()).exit()).isEqualTo(4);
            assertThat(run.result(60).outcome()).isEqualTo(Outcome.ROLLED_BACK);

            String exported = decoded(shop.temporal().history(run.name()));
            assertThat(exported).contains("code::bigint"); // the export is not empty
            assertThat(exported).doesNotContain(Shop.PASSWORD).doesNotContain(ROW_VALUE);
            assertThat(worker.log()).doesNotContain(Shop.PASSWORD).doesNotContain(ROW_VALUE);
            assertThat(
                            shop.number(
                                    "select count(*) from godwit.ledger where private like '%"
                                            + ROW_VALUE
                                            + "%'"))
                    .as("the full message stays in the target")
                    .isPositive();
        }
    }

    /** Payloads are base64 in an export; a search in the raw text would find nothing, ever. */
    private static String decoded(String json) {
        StringBuilder text = new StringBuilder(json);
        Matcher payload = DATA.matcher(json);
        while (payload.find()) {
            text.append('\n').append(new String(Base64.getDecoder().decode(payload.group(1))));
        }
        return text.toString();
    }
}
