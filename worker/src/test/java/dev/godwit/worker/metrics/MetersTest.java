package dev.godwit.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetersTest {

    private static final String RUN = "shop/split";
    private static final Pattern OWN = Pattern.compile("\\bgodwit_[a-z_]+");

    private final AtomicLong clock = new AtomicLong();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry, clock::get);

    @Test
    void showsAsARunGoesOnHowFastItFillsAndSinceWhenItDoesNot() {
        meters.entered(RUN, Phase.BACKFILL);
        for (int i = 0; i < 30; i++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            meters.batch(RUN, Phase.BACKFILL, 500, Duration.ofMillis(20));
        }
        assertThat(value("godwit_rows_total{phase=\"backfill\",plan=\"split\",target=\"shop\"}"))
                .isEqualTo(15_000);
        assertThat(value("godwit_rows_per_second{plan=\"split\",target=\"shop\"}")).isEqualTo(500);
        assertThat(value("godwit_phase{phase=\"backfill\",plan=\"split\",target=\"shop\"}"))
                .isEqualTo(1);
        assertThat(value("godwit_phase{phase=\"verify\",plan=\"split\",target=\"shop\"}")).isZero();

        meters.held(RUN, "paused");
        clock.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(value("godwit_seconds_since_progress{plan=\"split\",target=\"shop\"}"))
                .isEqualTo(90);
        assertThat(value("godwit_rows_per_second{plan=\"split\",target=\"shop\"}")).isZero();
        assertThat(value("godwit_held{plan=\"split\",target=\"shop\"}")).isEqualTo(1);
    }

    @Test
    void forgetsTheGaugesOfARunThatIsOver() {
        meters.entered(RUN, Phase.BACKFILL);
        meters.ended(RUN, Outcome.DONE);

        assertThat(registry.scrape()).doesNotContain("godwit_seconds_since_progress{");
        assertThat(value("godwit_runs_ended_total{outcome=\"done\",target=\"shop\"}")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations/prometheus-alerts.yaml",
                "operations/grafana-dashboard.json",
                "production/metrics.md"
            })
    void countsEverythingThatThePublishedFilesName(String file) throws Exception {
        meters.entered(RUN, Phase.BACKFILL);
        meters.batch(RUN, Phase.BACKFILL, 1, Duration.ofMillis(5));
        meters.waitedForLock(RUN, Duration.ofMillis(5));
        meters.ended("shop/other", Outcome.DONE);
        String scraped = registry.scrape();
        Set<String> named = new TreeSet<>();
        Matcher names = OWN.matcher(Files.readString(Path.of("../docs").resolve(file)));
        while (names.find()) {
            named.add(names.group());
        }

        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(scraped).contains(name));
    }

    private double value(String series) {
        for (String line : registry.scrape().split("\n")) {
            if (line.startsWith(series + " ")) {
                return Double.parseDouble(line.substring(series.length() + 1));
            }
        }
        throw new AssertionError(series + " is not in\n" + registry.scrape());
    }
}
